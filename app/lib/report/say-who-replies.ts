/** What becomes of a challenge. */
export function sayWhoReplies(hasReviewer: boolean): string {
  return hasReviewer
    ? "A reviewer will look and reply."
    : "Nobody reviews on this server, so it waits until somebody does. Nothing else happens until then.";
}
