/** Where a demo candidate becomes an account, with the way back to the page that they are on. */
export function toKeepPage(next: string): string {
  return `/account/keep?${new URLSearchParams({ next })}`;
}
