/** A bound on time that can be pushed out, as long as work gets on. */
export type Patience = { signal: AbortSignal; renew: () => void; end: () => void };

/** @param ms from now, and from each renewal */
export function createPatience(ms: number): Patience {
  const out = new AbortController();
  const timer = setTimeout(() => out.abort(), ms);
  return { signal: out.signal, renew: () => void timer.refresh(), end: () => clearTimeout(timer) };
}
