/** What the keys of kept steps begin with; the attempt's id follows. */
export const KEY_START = "board-undo-";

/** Forgets the steps of all attempts in this tab: they hold parts of drawings. */
export function forgetSteps(): void {
  try {
    const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(KEY_START));
    for (const key of keys) sessionStorage.removeItem(key);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
