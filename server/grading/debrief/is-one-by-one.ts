import type { CallRecord } from "../call-and-record";

/** Fewer calls show nothing. */
const MIN_CALLS = 3;
/** Of calls that a server works on together none takes this much longer than another for waiting. */
const SPREAD = 2;

/**
 * Whether a server worked on calls one after the other, as one with a single slot does: the time
 * between their ends then goes with what each wrote, better than the time of each from its start.
 */
export function isOneByOne(calls: readonly CallRecord[]): boolean {
  const ended = listFirstWave(calls)
    .map(({ durationMs, usage }) => ({ durationMs, wrote: Math.max(1, usage?.outputTokens ?? 1) }))
    .sort((a, b) => a.durationMs - b.durationMs);
  const [first, last] = [ended[0], ended.at(-1)];
  if (!first || !last || ended.length < MIN_CALLS) return false;
  if (last.durationMs < SPREAD * first.durationMs) return false;
  const alone = ended.map(({ durationMs, wrote }) => durationMs / wrote);
  const between = ended.map(({ durationMs, wrote }, i) => {
    return (durationMs - (ended[i - 1]?.durationMs ?? 0)) / wrote;
  });
  return variation(between) < variation(alone);
}

/** Those that were sent before any had ended. */
function listFirstWave(calls: readonly CallRecord[]): CallRecord[] {
  const timed = calls.map((call) => ({ call, sentMs: Date.parse(call.startedAt) }));
  const firstEndMs = Math.min(...timed.map(({ call, sentMs }) => sentMs + call.durationMs));
  return timed.filter(({ sentMs }) => sentMs < firstEndMs).map(({ call }) => call);
}

/** Standard deviation as a share of the mean. */
function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return mean === 0 ? 0 : Math.sqrt(squares) / mean;
}
