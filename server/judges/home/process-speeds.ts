import type { ModelAt, Speeds, SpeedStore } from "./model-speeds";

const MAX_KEPT = 200;

/** Speeds for the process's life: commands that have no database measure anew. */
export function createProcessSpeeds(now: () => number = Date.now): SpeedStore {
  const kept = new Map<string, Speeds & { lastAt: number }>();
  const keyOf = ({ address, model }: ModelAt): string => `${address} ${model}`;
  return {
    find: (of) => {
      const known = kept.get(keyOf(of));
      return Promise.resolve(known ? { ...known, sinceMs: now() - known.lastAt } : null);
    },
    keep: (of, seen) => {
      const known = kept.get(keyOf(of));
      const slowest = Math.min(seen.readsPerSecond ?? Infinity, known?.readsPerSecond ?? Infinity);
      const [oldest] = kept.keys();
      if (!known && kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(keyOf(of), {
        readsPerSecond: slowest === Infinity ? null : slowest,
        writesPerSecond: seen.writesPerSecond ?? known?.writesPerSecond ?? null,
        thoughtTokens: seen.thoughtTokens ?? known?.thoughtTokens ?? null,
        lastAt: now(),
      });
      return Promise.resolve();
    },
  };
}
