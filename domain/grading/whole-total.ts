/** For sums of fractions that come out a hair short. */
export const HAIR = 1e-9;

/**
 * A total as it is shown, rounded down: 69.6 doesn't reach a bar of 70, and doesn't seem to. Bars are
 * whole, so that the shown total is never on the other side of one.
 */
export function toWholeTotal(total: number): number {
  return Math.floor(total + HAIR);
}
