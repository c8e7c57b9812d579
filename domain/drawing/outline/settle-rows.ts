import { BOUNDARY_PAD_PX } from "./plan-columns";
import type { Course, Item, Plan } from "./plan";

/** Least space between two things of one column. */
const ROW_SEP_PX = 44;
const STRAIGHT_SEP_PX = 64;
const TITLE_PAD_PX = 16;

/**
 * Fixes what goes from top to bottom. dagre's heights are kept where they serve; where two things that
 * share a column would come too close, or a boundary would take in what is not its own, the lower
 * one moves down, a boundary with all it holds.
 */
export function settleRows(plan: Plan): void {
  const { items } = plan;
  settle(null, plan);
  const top = Math.min(...[...items.values()].map((i) => i.top));
  for (const item of items.values()) shift(item, -top);
}

function settle(container: string | null, plan: Plan): void {
  const { items, courses } = plan;
  const inside = [...items.values()].filter((i) => i.container === container);
  for (const item of inside) if (!item.box) settleBoundary(item, plan);
  const middle = (i: Item) => (i.top + i.bottom) / 2;
  const order = new Map(inside.map((item, i) => [item, { y: middle(item), i }]));
  inside.sort((a, b) => {
    const [p, q] = [order.get(a), order.get(b)];
    return (p?.y ?? 0) - (q?.y ?? 0) || (p?.i ?? 0) - (q?.i ?? 0);
  });
  const placed: Item[] = [];
  for (const item of inside) {
    const above = placed
      .filter((p) => sharesColumn(p, item))
      .map((p) => p.bottom + separationPx(p, item, courses));
    const push = Math.max(0, ...above.map((y) => y - item.top));
    if (push > 0) shiftAll(item, push, items);
    placed.push(item);
  }
}

function settleBoundary(item: Item, plan: Plan): void {
  const { items } = plan;
  settle(item.key, plan);
  const inside = [...items.values()].filter((i) => i.container === item.key);
  const isTitleBeside = "leadPx" in item.source;
  const titlePx = isTitleBeside ? BOUNDARY_PAD_PX : (item.title?.heightPx ?? 0) + TITLE_PAD_PX;
  item.top = Math.min(...inside.map((i) => i.top)) - titlePx;
  item.bottom = Math.max(...inside.map((i) => i.bottom)) + BOUNDARY_PAD_PX;
}

/** Room for the label, too, where an arrow may go straight from one to the other. */
function separationPx(a: Item, b: Item, courses: readonly Course[]): number {
  const between = courses.filter(
    ({ kind, left, right }) =>
      kind === "turn" &&
      ((left === a.key && right === b.key) || (left === b.key && right === a.key)),
  );
  const labelPx = Math.max(0, ...between.map((c) => c.label?.heightPx ?? 0));
  return between.length > 0 ? STRAIGHT_SEP_PX + labelPx : ROW_SEP_PX;
}

function sharesColumn(a: Item, b: Item): boolean {
  return a.firstColumn <= b.lastColumn && b.firstColumn <= a.lastColumn;
}

function shiftAll(item: Item, byPx: number, items: ReadonlyMap<string, Item>): void {
  shift(item, byPx);
  for (const inner of items.values())
    if (inner.container === item.key) shiftAll(inner, byPx, items);
}

function shift(item: Item, byPx: number): void {
  item.top += byPx;
  item.bottom += byPx;
}
