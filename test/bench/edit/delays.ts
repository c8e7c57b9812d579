import type { Kept, Watched } from "./watch-page";

/** How long edits took, in milliseconds, until they were kept; Infinity for one that never was. */
export type Delays = { local: number[]; server: number[] };

/**
 * From each edit to the first local copy, and the first acknowledged save, that holds it. A key is held
 * by a text at least as long as the field was then, so the text may only grow. A drag is held by
 * what has every element in the version that it was left in.
 */
export function measureDelays(watched: Watched): Delays {
  const { inputs, drags, copies, saves } = watched;
  const delays: Delays = { local: [], server: [] };
  for (const { length, atMs } of inputs) {
    const holds = (kept: Kept) => kept.textLength !== null && kept.textLength >= length;
    delays.local.push(delayUntil(copies, atMs, holds));
    delays.server.push(delayUntil(saves, atMs, holds));
  }
  drags.forEach(({ downMs, upMs }, index) => {
    const left = versionsLeft(copies, downMs, drags[index + 1]?.downMs ?? Infinity);
    if (left === null) return;
    const holds = ({ versions }: Kept) =>
      Object.entries(left).every(([id, version]) => (versions[id] ?? 0) >= version);
    delays.local.push(delayUntil(copies, upMs, holds));
    delays.server.push(delayUntil(saves, upMs, holds));
  });
  return delays;
}

function delayUntil(kept: readonly Kept[], fromMs: number, holds: (kept: Kept) => boolean): number {
  // What was kept an instant before the event was noted can only be an earlier state.
  const first = kept.find((one) => one.atMs >= fromMs && holds(one));
  return first ? first.atMs - fromMs : Infinity;
}

/** The newest versions that local copies held from one drag to the next; null when it moved nothing. */
function versionsLeft(
  copies: readonly Kept[],
  fromMs: number,
  untilMs: number,
): Record<string, number> | null {
  const left: Record<string, number> = {};
  for (const { atMs, versions } of copies) {
    if (atMs < fromMs || atMs >= untilMs) continue;
    for (const [id, version] of Object.entries(versions))
      if (version > (left[id] ?? 0)) left[id] = version;
  }
  return Object.keys(left).length > 0 ? left : null;
}
