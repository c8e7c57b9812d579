/** Why the last save is not acknowledged. */
export type Failure =
  | { kind: "offline" }
  | { kind: "signed_out" }
  /** `userMessage` when the server said why. */
  | { kind: "busy"; retryAfterMs: number | null; userMessage?: string | undefined }
  | { kind: "closed"; userMessage: string };

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;
/** Somebody has to sign in: no use in asking more often. */
const SIGNED_OUT_RETRY_MS = 10_000;

/**
 * Doubling delays with half of each left to chance, so that a class of candidates does not come
 * back at the same moment. Never sooner than the server asked for.
 *
 * @param failures how many in a row, from 1
 * @param chance 0 ≤ chance < 1
 */
export function computeRetryDelayMs(failure: Failure, failures: number, chance: number): number {
  const baseMs =
    failure.kind === "signed_out"
      ? SIGNED_OUT_RETRY_MS
      : Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1));
  const delayMs = baseMs * (0.5 + chance / 2);
  const askedMs = failure.kind === "busy" ? (failure.retryAfterMs ?? 0) : 0;
  return Math.round(askedMs > 0 ? askedMs + delayMs / 2 : delayMs);
}
