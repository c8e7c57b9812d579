import { itemOf, type Course, type Item, type Plan, type Point } from "./plan";
import { TURN_STEP_PX } from "./plan-columns";
import type { Lanes } from "./lanes";

/** Arrows end this far from what they lead to. */
export const END_GAP_PX = 6;
const PORT_STEP_PX = 20;
/** Arrows use this share of a box's side, less of one that narrows towards its ends. */
const SIDE_SHARE = { box: 0.7, person: 0.7, store: 0.5, decision: 0.3 };

type End = "left" | "right";
type Port = { course: Course; end: End; item: Item; side: "left" | "right"; wantY: number };

/** The point at which each end of each arrow lies, and for turns the line they turn at. */
export type Ends = { left: Point; right: Point; turnX: number };

/** Spreads the arrows of each side of each thing over that side, in the order of where they go. */
export function findEnds(plan: Plan, lanes: Lanes): Map<Course, Ends> {
  const ends = new Map<Course, Ends>();
  const turnsAt = new Map<number, number>();
  const ports: Port[] = [];
  for (const [course, own] of lanes) {
    const left = itemOf(plan.items, course.left);
    const right = itemOf(plan.items, course.right);
    const zone = plan.columns[course.firstGap]?.zone ?? [0, 0];
    const turn = turnsAt.get(course.firstGap) ?? 0;
    const middleX = (zone[0] + zone[1]) / 2;
    // 0, +1, -1, +2, -2: turns lie on both sides of the middle.
    const turnX = middleX + (turn % 2 === 1 ? 1 : -1) * Math.ceil(turn / 2) * TURN_STEP_PX;
    if (course.kind === "turn") turnsAt.set(course.firstGap, turn + 1);
    ends.set(course, { left: [0, 0], right: [0, 0], turnX });
    const across = course.kind === "across";
    for (const end of ["left", "right"] as const) {
      const [item, other] = end === "left" ? [left, right] : [right, left];
      const lane = end === "left" ? own[0] : own[own.length - 1];
      const side = across && end === "right" ? "left" : "right";
      const nudge = course.left === course.right ? (end === "left" ? -1 : 1) : 0;
      const wantY = across && lane ? lane.y : middle(other) + nudge;
      if (course.kind === "turn" && item.left < turnX && turnX < item.right)
        setEnd(ends, course, end, borderPoint(item, other, turnX));
      else ports.push({ course, end, item, side, wantY });
    }
  }
  for (const group of groupBySide(ports)) spread(group, ends);
  return ends;
}

function middle(item: Item): number {
  return (item.top + item.bottom) / 2;
}

function setEnd(ends: Map<Course, Ends>, course: Course, end: End, point: Point): void {
  const known = ends.get(course);
  if (known) ends.set(course, { ...known, [end]: point });
}

/** Where a vertical line meets the upper or lower border of a boundary, on the side of the other. */
function borderPoint(item: Item, other: Item, x: number): Point {
  const isBelow = middle(other) > middle(item);
  return [x, isBelow ? item.bottom + END_GAP_PX : item.top - END_GAP_PX];
}

function groupBySide(ports: readonly Port[]): Port[][] {
  const groups = new Map<string, Port[]>();
  for (const port of ports) {
    const key = `${port.side} ${port.item.key}`;
    groups.set(key, [...(groups.get(key) ?? []), port]);
  }
  return [...groups.values()];
}

function spread(ports: Port[], ends: Map<Course, Ends>): void {
  const [first] = ports;
  if (!first) return;
  const { item, side } = first;
  const order = new Map(ports.map((p, i) => [p, i]));
  ports.sort((a, b) => a.wantY - b.wantY || (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const heightPx = item.bottom - item.top;
  const usablePx = heightPx * (item.box ? SIDE_SHARE[item.box.shape] : 0.8);
  const stepPx = Math.min(PORT_STEP_PX, usablePx / Math.max(1, ports.length - 1));
  const extentPx = stepPx * (ports.length - 1);
  const meanY = ports.reduce((sum, p) => sum + p.wantY, 0) / ports.length;
  // A boundary is tall: its arrows enter where they come from. A box looks best with them centred.
  const centre = item.box ? middle(item) : meanY;
  const slack = Math.max(0, (usablePx - extentPx) / 2);
  const start = clamp(centre, middle(item) - slack, middle(item) + slack) - extentPx / 2;
  ports.forEach((port, i) => {
    const y = start + i * stepPx;
    const inset = insetAt(item, y);
    const x = side === "left" ? item.left + inset - END_GAP_PX : item.right - inset + END_GAP_PX;
    setEnd(ends, port.course, port.end, [x, y]);
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** How far the outline lies within the box around it, at a height. */
function insetAt(item: Item, y: number): number {
  const half = (item.right - item.left) / 2;
  const share = Math.min(1, Math.abs(y - middle(item)) / ((item.bottom - item.top) / 2));
  if (item.box?.shape === "decision") return half * share;
  return item.box?.shape === "store" ? half * (1 - Math.sqrt(1 - share * share)) : 0;
}
