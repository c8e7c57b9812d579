import type { Drop } from "./find-drops";
import { itemOf, type Course, type Item, type Plan, type Point, type Span } from "./plan";

const BOX_CLEARANCE_PX = 16;
const BORDER_CLEARANCE_PX = 8;
const LABEL_CLEARANCE_PX = 8;
const LANE_HALF_PX = 7;

/** Where an arrow crosses each gap (at its zone) and each column on its way, left to right. */
export type Lane = { x: Span; y: number; isLabel: boolean };
export type Lanes = Map<Course, Lane[]>;

type Slot = { x: Span; taken: Span[] };

/**
 * Finds for every arrow a free height in each gap and column that it crosses: labels first, since they
 * need room, then the others, each as near to the straight line as it can.
 */
export function findLanes(plan: Plan, drops: ReadonlyMap<Course, Drop>): Lanes {
  const items = [...plan.items.values()];
  const columns = plan.columns.map((c): Slot => toSlot(c.x, items));
  const zones = plan.columns.map((c): Slot => toSlot(c.zone, items));
  for (const [course, drop] of drops) for (const column of columns) reserve(column, course, drop);
  const courses = plan.courses.filter((course) => !drops.has(course));
  const labelY = new Map<Course, number>();
  for (const course of courses) {
    const zone = zones[course.labelGap];
    if (!course.label || !zone) continue;
    const half = course.label.heightPx / 2 + LABEL_CLEARANCE_PX;
    labelY.set(course, take(zone, straightY(course, plan, zone.x), half));
  }
  const lanes: Lanes = new Map();
  for (const course of courses) {
    const lane = (slot: Slot | undefined, y?: number): Lane[] => {
      if (!slot) return [];
      const isLabel = y !== undefined;
      return [
        { x: slot.x, y: y ?? take(slot, straightY(course, plan, slot.x), LANE_HALF_PX), isLabel },
      ];
    };
    const own: Lane[] = [];
    for (let gap = course.firstGap; gap <= course.lastGap; gap++) {
      if (gap > course.firstGap) own.push(...lane(columns[gap]));
      const isLabelled = gap === course.labelGap && course.label !== null;
      if (course.kind === "across" || isLabelled)
        own.push(...lane(zones[gap], isLabelled ? labelY.get(course) : undefined));
    }
    lanes.set(course, own);
  }
  return lanes;
}

/** What stands in a strip from top to bottom: boxes, and the titles and borders of boundaries. */
function toSlot(x: Span, items: readonly Item[]): Slot {
  const taken: Span[] = [];
  for (const item of items) {
    if (item.right <= x[0] || item.left >= x[1]) continue;
    if (item.box) taken.push([item.top - BOX_CLEARANCE_PX, item.bottom + BOX_CLEARANCE_PX]);
    else {
      const titlePx =
        item.left + (item.title?.widthPx ?? 0) > x[0] ? (item.title?.heightPx ?? 0) : 0;
      taken.push([item.top - BORDER_CLEARANCE_PX, item.top + titlePx + BORDER_CLEARANCE_PX]);
      taken.push([item.bottom - BORDER_CLEARANCE_PX, item.bottom + BORDER_CLEARANCE_PX]);
    }
  }
  return { x, taken };
}

/** Keeps lanes off the label of an arrow that goes straight down. */
function reserve(slot: Slot, { label }: Course, { labelAt }: Drop): void {
  if (!label || !labelAt || labelAt[0] < slot.x[0] || labelAt[0] > slot.x[1]) return;
  const half = label.heightPx / 2 + LABEL_CLEARANCE_PX;
  slot.taken.push([labelAt[1] - half, labelAt[1] + half]);
}

/** Height of the straight line between the two ends, at the middle of a strip. */
function straightY(course: Course, plan: Plan, x: Span): number {
  const left = itemOf(plan.items, course.left);
  const right = itemOf(plan.items, course.right);
  if (course.kind === "turn") return turnY(left, right);
  const a: Point = [left.right, endY(left, right)];
  const b: Point = [right.left, endY(right, left)];
  const share = ((x[0] + x[1]) / 2 - a[0]) / Math.max(1, b[0] - a[0]);
  return a[1] + (b[1] - a[1]) * share;
}

/** A boundary is left and entered where the other end is nearest, below its title. */
function endY(item: Item, other: Item): number {
  if (item.box) return middle(item);
  const top = item.top + (item.title?.heightPx ?? 0) + BOX_CLEARANCE_PX;
  return Math.max(top, Math.min(middle(other), item.bottom - BOX_CLEARANCE_PX));
}

function turnY(a: Item, b: Item): number {
  const [upper, lower] = middle(a) <= middle(b) ? [a, b] : [b, a];
  return upper === lower || lower.top < upper.bottom
    ? (middle(upper) + middle(lower)) / 2
    : (upper.bottom + lower.top) / 2;
}

function middle(item: Item): number {
  return (item.top + item.bottom) / 2;
}

/** The free height nearest to the one wanted, which is then taken. */
function take(slot: Slot, wanted: number, half: number): number {
  const isFree = (y: number) => slot.taken.every(([a, b]) => y + half <= a || y - half >= b);
  const candidates = [wanted, ...slot.taken.flatMap(([a, b]) => [a - half, b + half])]
    .filter(isFree)
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b);
  const y = candidates[0] ?? wanted;
  slot.taken.push([y - half, y + half]);
  return y;
}
