/** What becomes of a challenge. */
export function sayWhoReplies(hasReviewer: boolean): string {
  return hasReviewer
    ? "A reviewer will look and reply."
    : "Nobody reviews here, so it waits until somebody does.";
}
