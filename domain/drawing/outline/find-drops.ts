import { itemOf, type Course, type Item, type Plan, type Point } from "./plan";
import { FAN_PX } from "./plan-columns";
import { END_GAP_PX } from "./ports";

/** An arrow shorter than this has no shaft to be seen. */
const MIN_SHAFT_PX = 30;
const HALF_WIDTH_PX = 12;
const LABEL_PAD_PX = 6;
/** Tried in turn, so that several arrows find place side by side. */
const OFFSETS_PX = [0, 44, -44];

/** A turn that can go straight up or down instead, in the column that its ends share. */
export type Drop = { left: Point; right: Point; labelAt: Point | null };

type Area = { left: number; right: number; top: number; bottom: number };

/** Finds the turns between whose ends nothing lies: a straight arrow says it better. */
export function findDrops(plan: Plan): Map<Course, Drop> {
  const drops = new Map<Course, Drop>();
  const taken: Area[] = [...plan.items.values()].flatMap((i) => (i.box ? [i] : titleArea(i)));
  for (const course of plan.courses) {
    if (course.kind !== "turn" || course.left === course.right) continue;
    const left = itemOf(plan.items, course.left);
    const right = itemOf(plan.items, course.right);
    const [upper, lower] = left.top < right.top ? [left, right] : [right, left];
    const shaftPx = lower.top - upper.bottom - 2 * END_GAP_PX;
    if (shaftPx < MIN_SHAFT_PX + (course.label?.heightPx ?? 0)) continue;
    const half = Math.max(HALF_WIDTH_PX, (course.label?.widthPx ?? 0) / 2 + LABEL_PAD_PX);
    for (const x of candidates(upper, lower, plan, half)) {
      const way = { left: x - half, right: x + half, top: upper.bottom, bottom: lower.top };
      if (taken.some((area) => overlaps(area, way))) continue;
      taken.push(way);
      const a: Point = [x, upper.bottom + END_GAP_PX];
      const b: Point = [x, lower.top - END_GAP_PX];
      const labelAt: Point | null = course.label ? [x, (a[1] + b[1]) / 2] : null;
      drops.set(
        course,
        upper === left ? { left: a, right: b, labelAt } : { left: b, right: a, labelAt },
      );
      break;
    }
  }
  return drops;
}

function titleArea({ left, top, title }: Item): Area[] {
  if (!title) return [];
  return [{ left, top: top + 1, right: left + title.widthPx + 10, bottom: top + title.heightPx }];
}

/**
 * The middles of the shared columns, then beside them; a round or pointed box is met at its tip only. The
 * label has to stay clear of the labels in the gap.
 */
function candidates(a: Item, b: Item, plan: Plan, half: number): number[] {
  const first = Math.max(a.firstColumn, b.firstColumn);
  const last = Math.min(a.lastColumn, b.lastColumn);
  const isTip = [a, b].some((i) => i.box?.shape === "store" || i.box?.shape === "decision");
  return (isTip ? [0] : OFFSETS_PX).flatMap((offset) =>
    plan.columns.slice(first, last + 1).flatMap(({ x: [left, right] }) => {
      const fits = Math.abs(offset) + half <= (right - left) / 2 + FAN_PX;
      return fits ? [(left + right) / 2 + offset] : [];
    }),
  );
}

function overlaps(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
