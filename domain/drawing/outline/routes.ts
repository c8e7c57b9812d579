import { findDrops } from "./find-drops";
import { findLanes, type Lane } from "./lanes";
import { itemOf, type Course, type Item, type Plan, type Point } from "./plan";
import { findEnds, type Ends } from "./ports";

/** Things that an arrow may be pulled straight past. */
const BOX_CLEARANCE_PX = 10;
const LABEL_CLEARANCE_PX = 7;
const MIN_LAST_PX = 40;

/** An arrow's points from its tail, and where its label's middle lies: on the middle one of them. */
export type Route = { course: Course; points: Point[]; labelAt: Point | null };

type Area = { owner: Item | Course; left: number; right: number; top: number; bottom: number };
type BentRoute = { points: Point[]; labelAt: Point | null };

/** Draws every arrow round the boxes and labels, then pulls it straight where nothing is in its way. */
export function findRoutes(plan: Plan): Route[] {
  const drops = findDrops(plan);
  const lanes = findLanes(plan, drops);
  const ends = findEnds(plan, lanes);
  const bent = new Map<Course, BentRoute>();
  for (const [course, { left, right, labelAt }] of drops)
    bent.set(course, { points: labelAt ? [left, labelAt, right] : [left, right], labelAt });
  for (const [course, own] of ends)
    bent.set(course, bendRoute(course, own, lanes.get(course) ?? [], plan));
  const areas = toAreas(plan, bent);
  return plan.courses.map((course) => {
    const { points, labelAt } = bent.get(course) ?? { points: [], labelAt: null };
    const others = areas.filter(({ owner }) => owner !== course && !isEndOf(owner, course));
    const pulled = pull(points, labelAt, others);
    const straight = dropStub(
      dropStub(pulled, labelAt, others).toReversed(),
      labelAt,
      others,
    ).toReversed();
    const balanced = labelAt ? balance(straight, labelAt) : straight;
    // Courses run from left to right; arrows from tail to head.
    const isReversed = course.edge.from !== course.left;
    return { course, labelAt, points: isReversed ? balanced.toReversed() : balanced };
  });
}

function isEndOf(owner: Item | Course, { left, right }: Course): boolean {
  return "source" in owner && owner.box !== null && (owner.key === left || owner.key === right);
}

function bendRoute(course: Course, ends: Ends, lanes: readonly Lane[], plan: Plan): BentRoute {
  const label = lanes.find((l) => l.isLabel);
  if (course.kind === "turn") {
    const labelAt: Point | null = label ? [ends.turnX, label.y] : null;
    const corner = (p: Point): Point => [ends.turnX, p[1]];
    const middle = labelAt ? [labelAt] : [];
    return {
      points: unique(
        [ends.left, corner(ends.left), ...middle, corner(ends.right), ends.right],
        labelAt,
      ),
      labelAt,
    };
  }
  const labelAt: Point | null = label ? [(label.x[0] + label.x[1]) / 2, label.y] : null;
  const inner = lanes.flatMap((l): Point[] => {
    const a: Point = [l.x[0], l.y];
    const b: Point = [l.x[1], l.y];
    return l === label && labelAt ? [a, labelAt, b] : [a, b];
  });
  const left = itemOf(plan.items, course.left);
  const right = itemOf(plan.items, course.right);
  const leave = Math.max(ends.left[0], plan.columns[left.lastColumn]?.x[1] ?? 0);
  const enter = Math.min(ends.right[0], plan.columns[right.firstColumn]?.x[0] ?? 0);
  const points: Point[] = [
    ends.left,
    [leave, ends.left[1]],
    ...inner,
    [enter, ends.right[1]],
    ends.right,
  ];
  return { points: unique(points, labelAt), labelAt };
}

/** Without repeated points; of two the label's own stays. */
function unique(points: readonly Point[], labelAt: Point | null): Point[] {
  const isSame = (a: Point, b: Point | null | undefined) => b && a[0] === b[0] && a[1] === b[1];
  const kept: Point[] = [];
  for (const p of points)
    if (p === labelAt || (!isSame(p, labelAt) && !isSame(p, kept[kept.length - 1]))) kept.push(p);
  return kept;
}

function toAreas(plan: Plan, bent: ReadonlyMap<Course, BentRoute>): Area[] {
  const areas: Area[] = [];
  for (const item of plan.items.values()) {
    const { left, right, top, bottom } = item;
    if (item.box) areas.push({ owner: item, ...grown({ left, right, top, bottom }, 0) });
    else if (item.title) {
      const { widthPx, heightPx } = item.title;
      areas.push({
        owner: item,
        left,
        top,
        right: left + widthPx + 10,
        bottom: top + heightPx + 8,
      });
    }
  }
  for (const [course, { labelAt }] of bent)
    if (labelAt && course.label) {
      const { widthPx: w, heightPx: h } = course.label;
      const [x, y] = labelAt;
      const box = { left: x - w / 2, right: x + w / 2, top: y - h / 2, bottom: y + h / 2 };
      areas.push({ owner: course, ...grown(box, LABEL_CLEARANCE_PX) });
    }
  return areas;
}

function grown<T extends { left: number; right: number; top: number; bottom: number }>(
  area: T,
  px: number,
) {
  const { left, right, top, bottom } = area;
  return { left: left - px, right: right + px, top: top - px, bottom: bottom + px };
}

/** Leaves out the points that a straight line can do without. */
function pull(points: readonly Point[], labelAt: Point | null, areas: readonly Area[]): Point[] {
  const kept: Point[] = [];
  for (let i = 0; i < points.length;) {
    const from = points[i];
    if (!from) break;
    kept.push(from);
    let next = i + 1;
    for (let j = i + 2; j < points.length; j++) {
      if (points[j - 1] === labelAt) break;
      const to = points[j];
      if (to && !areas.some((a) => isInWay(a, from, to))) next = j;
    }
    i = next;
  }
  return kept;
}

/** The editor draws a head no longer than half of the last stretch, so that one must not be a stub. */
function dropStub(
  points: readonly Point[],
  labelAt: Point | null,
  areas: readonly Area[],
): Point[] {
  const [last, stub, before] = points.toReversed();
  if (!last || !stub || !before || stub === labelAt) return [...points];
  const isShort = Math.hypot(last[0] - stub[0], last[1] - stub[1]) < MIN_LAST_PX;
  if (!isShort || areas.some((a) => "source" in a.owner && a.owner.box && meets(a, before, last)))
    return [...points];
  return [...points.slice(0, -2), last];
}

/** A box next to an end is closer than others may come. */
function isInWay(area: Area, from: Point, to: Point): boolean {
  const isBox = "source" in area.owner;
  const wide = isBox ? grown(area, BOX_CLEARANCE_PX) : area;
  const near = isBox && (isIn(from, wide) || isIn(to, wide));
  return meets(near ? area : wide, from, to);
}

function isIn([x, y]: Point, a: Omit<Area, "owner">): boolean {
  return x > a.left && x < a.right && y > a.top && y < a.bottom;
}

/** Whether a stretch enters an area (clipped side by side, after Liang and Barsky). */
export function meets(area: Omit<Area, "owner">, from: Point, to: Point): boolean {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  let [start, end] = [0, 1];
  const sides = [
    [-dx, from[0] - area.left],
    [dx, area.right - from[0]],
    [-dy, from[1] - area.top],
    [dy, area.bottom - from[1]],
  ] as const;
  for (const [step, distance] of sides) {
    if (step === 0) {
      if (distance <= 0) return false;
    } else if (step < 0) start = Math.max(start, distance / step);
    else end = Math.min(end, distance / step);
  }
  return start < end;
}

/** Excalidraw puts a label on the middle point: as many points before it as after. */
export function balance(points: readonly Point[], labelAt: Point): Point[] {
  const at = points.indexOf(labelAt);
  const before = points.slice(0, at + 1);
  const after = points.slice(at);
  const length = Math.max(before.length, after.length);
  return [...padded(before, length).slice(0, -1), ...padded(after, length)];
}

function padded(points: readonly Point[], length: number): Point[] {
  const list = [...points];
  while (list.length < length) {
    const lengths = list
      .slice(1)
      .map((p, i) => Math.hypot(p[0] - (list[i]?.[0] ?? 0), p[1] - (list[i]?.[1] ?? 0)));
    const at = lengths.indexOf(Math.max(...lengths));
    const [a, b] = [list[at], list[at + 1]];
    if (!a || !b) break;
    list.splice(at + 1, 0, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
  }
  return list;
}
