export type SignalMeaning = "stop" | "same_keystroke" | "stop_now";

/**
 * One Ctrl-C can arrive twice: from the terminal, which signals the whole group, and from npm,
 * which passes its own copy on. What follows the first within this time is taken for that.
 */
const SAME_KEYSTROKE_MS = 500;

/** Tells what each signal means: the first one stops, a later one stops at once. */
export function createSignalReader(nowMs: () => number = Date.now): () => SignalMeaning {
  let firstAtMs: number | null = null;
  return () => {
    const now = nowMs();
    if (firstAtMs === null) {
      firstAtMs = now;
      return "stop";
    }
    return now - firstAtMs < SAME_KEYSTROKE_MS ? "same_keystroke" : "stop_now";
  };
}
