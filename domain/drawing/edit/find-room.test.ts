import fc from "fast-check";
import { expect, test } from "vitest";
import { findRoom, NO_LIMITS } from "./find-room";
import { overlaps } from "./rects";
import type { Rect } from "./rects";

const rect = fc.record({
  x: fc.integer({ min: -200, max: 200 }),
  y: fc.integer({ min: -200, max: 200 }),
  width: fc.integer({ min: 0, max: 120 }),
  height: fc.integer({ min: 0, max: 120 }),
});
const limits = fc.oneof(
  fc.constant(NO_LIMITS),
  fc.record({
    left: fc.integer({ min: -150, max: 0 }),
    right: fc.integer({ min: 0, max: 150 }),
    top: fc.integer({ min: -150, max: 0 }),
    bottom: fc.integer({ min: 0, max: 150 }),
  }),
);

/** The nearest of all places that touch something on each axis, or are where they are wanted. */
function searchAll(wanted: Rect, taken: readonly Rect[], within = NO_LIMITS): number | null {
  const [right, bottom] = [within.right - wanted.width, within.bottom - wanted.height];
  const xs = [
    wanted.x,
    within.left,
    right,
    ...taken.flatMap((r) => [r.x - wanted.width, r.x + r.width]),
  ];
  const ys = [
    wanted.y,
    within.top,
    bottom,
    ...taken.flatMap((r) => [r.y - wanted.height, r.y + r.height]),
  ];
  const free = xs.flatMap((x) =>
    ys
      .map((y) => ({ ...wanted, x, y }))
      .filter((place) => Number.isFinite(x) && Number.isFinite(place.y))
      .filter(({ y }) => x >= within.left && x <= right && y >= within.top && y <= bottom)
      .filter((place) => !taken.some((one) => overlaps(one, place))),
  );
  if (free.length === 0) return null;
  return Math.min(...free.map(({ x, y }) => Math.hypot(x - wanted.x, y - wanted.y)));
}

test("the place is free, within its limits, and none is nearer", () => {
  fc.assert(
    fc.property(rect, fc.array(rect, { maxLength: 14 }), limits, (wanted, taken, within) => {
      const solid = taken.filter(({ width, height }) => width > 0 && height > 0);
      const size = { ...wanted, width: wanted.width + 1, height: wanted.height + 1 };
      const room = findRoom(size, solid, within);
      const nearestPx = searchAll(size, solid, within);
      expect(room === null).toBe(nearestPx === null);
      if (room === null || nearestPx === null) return;
      expect(solid.filter((one) => overlaps(one, room))).toEqual([]);
      expect(room.x).toBeGreaterThanOrEqual(within.left);
      expect(room.x + room.width).toBeLessThanOrEqual(within.right);
      expect(room.y).toBeGreaterThanOrEqual(within.top);
      expect(room.y + room.height).toBeLessThanOrEqual(within.bottom);
      expect(Math.hypot(room.x - size.x, room.y - size.y)).toBeCloseTo(nearestPx, 6);
    }),
    { numRuns: 300, endOnFailure: true },
  );
});
