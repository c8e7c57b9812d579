import { applyFrame, copyState, diffStates, emptyState, touchedBy } from "./timeline";
import type { ReplayFrame } from "./timeline";

/** How large a timeline may be. Bytes are of its JSON. */
export type TimelineLimits = { frames: number; bytes: number };

/** Fewer than this show no course of anything. */
const MIN_FRAMES = 8;

/**
 * Merges frames that lie near each other in time until they fit. A merged frame stands at the last of
 * its moments, so that what is shown was there by then. The first frame stays by itself: it may be what
 * was carried over.
 * @returns null where not even a few frames fit
 */
export function thinFrames(
  frames: readonly ReplayFrame[],
  limits: TimelineLimits,
): ReplayFrame[] | null {
  for (let count = limits.frames; count >= MIN_FRAMES; count = Math.floor(count / 2)) {
    const kept =
      frames.length <= count ? [...frames] : mergeFrames(frames, groupEnds(frames, count));
    if (sizeOf(kept) <= limits.bytes) return kept;
  }
  return null;
}

/** Bytes as JSON. */
export function sizeOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** Indexes of the last frame of each group: the narrowest window that gives `count` groups or fewer. */
function groupEnds(frames: readonly ReplayFrame[], count: number): Set<number> {
  let tooNarrow = -1;
  let wide = (frames.at(-1)?.at ?? 0) - (frames[0]?.at ?? 0);
  while (wide - tooNarrow > 1) {
    const middle = Math.floor((tooNarrow + wide) / 2);
    if (endsOf(frames, middle).length <= count) wide = middle;
    else tooNarrow = middle;
  }
  return new Set(endsOf(frames, wide));
}

/** @param window longest time from the first to the last frame of a group, in milliseconds */
function endsOf(frames: readonly ReplayFrame[], window: number): number[] {
  const ends: number[] = [];
  let start = -Infinity;
  for (const [index, { at }] of frames.entries()) {
    const isApart = index <= 1 || at - start > window;
    if (!isApart) continue;
    if (index > 0) ends.push(index - 1);
    start = at;
  }
  ends.push(frames.length - 1);
  return ends;
}

function mergeFrames(frames: readonly ReplayFrame[], ends: ReadonlySet<number>): ReplayFrame[] {
  const before = emptyState();
  const after = emptyState();
  const merged: ReplayFrame[] = [];
  let touched = new Set<string>();
  for (const [index, frame] of frames.entries()) {
    applyFrame(after, frame);
    for (const id of touchedBy(frame)) touched.add(id);
    if (!ends.has(index)) continue;
    const one = diffStates(before, after, touched, frame.at);
    if (one) merged.push(one);
    Object.assign(before, copyState(after));
    touched = new Set();
  }
  return merged;
}
