import { figureOf, labelOf, TITLE_FONT_PX } from "./looks";
import { breakLines } from "./measure";
import type { Outline, OutlineEdge } from "./outline";
import { itemOf, type Column, type Course, type Item, type Plan, type Span } from "./plan";
import type { Spot } from "./rank-boxes";

/** From a box to its boundary, and from a boundary to the next around it. */
export const BOUNDARY_PAD_PX = 24;
/** Where arrows fan out between a column and the labels beside it. */
export const FAN_PX = 30;
const MIN_GAP_PX = 84;
const LABEL_PAD_PX = 8;
/** Arrows that turn back in one gap lie this far apart. */
export const TURN_STEP_PX = 22;

/** Fixes everything that goes from left to right: columns, gaps, the sides of boxes and boundaries. */
export function planColumns(outline: Outline, spots: ReadonlyMap<string, Spot>): Plan {
  const items = toItems(outline, spots);
  const count = Math.max(...[...items.values()].map((i) => i.lastColumn)) + 1;
  const courses = toCourses(outline.edges, items);
  const columns = toColumns(count, items, courses);
  for (const item of items.values()) setSides(item, items, columns);
  return { items, courses, columns };
}

function toItems(outline: Outline, spots: ReadonlyMap<string, Spot>): Map<string, Item> {
  const items = new Map<string, Item>();
  const parents = new Map(outline.containers.map((c) => [c.key, c.container]));
  const blank = { left: 0, right: 0, title: null };
  const width = Math.max(
    ...outline.boxes.map((b) => (b.shape === "decision" ? 0 : figureOf(b).widthPx)),
  );
  for (const source of outline.containers) {
    const inside = outline.boxes.filter((b) =>
      ancestors(b.container, parents).includes(source.key),
    );
    const at = inside.map((b) => spots.get(b.key)?.column ?? 0);
    const depth = ancestors(source.container, parents).length;
    const columns = { firstColumn: Math.min(...at), lastColumn: Math.max(...at) };
    const { key, container } = source;
    items.set(key, {
      ...blank,
      ...columns,
      key,
      container,
      box: null,
      figure: null,
      source,
      depth,
      top: Infinity,
      bottom: -Infinity,
    });
  }
  for (const box of outline.boxes) {
    const { column, y } = spots.get(box.key) ?? { column: 0, y: 0 };
    const natural = figureOf(box);
    const isDiamond = box.shape === "decision";
    // Boxes of one width look calm; a diamond, or a box that is drawn, has a width of its own.
    const figure = { ...natural, widthPx: isDiamond || box.size ? natural.widthPx : width };
    const { key, container } = box;
    const depth = ancestors(container, parents).length;
    const top = y - figure.heightPx / 2;
    items.set(key, {
      ...blank,
      key,
      container,
      box,
      figure,
      source: box,
      depth,
      firstColumn: column,
      lastColumn: column,
      top,
      bottom: top + figure.heightPx,
    });
  }
  return items;
}

function ancestors(
  container: string | null,
  parents: ReadonlyMap<string, string | null>,
): string[] {
  return container === null
    ? []
    : [container, ...ancestors(parents.get(container) ?? null, parents)];
}

function toCourses(edges: readonly OutlineEdge[], items: ReadonlyMap<string, Item>): Course[] {
  const labels = new Map<number, number>();
  return edges.map((edge) => {
    const course = toCourse(edge, itemOf(items, edge.from), itemOf(items, edge.to));
    if (!course.label) return course;
    const middle = (course.firstGap + course.lastGap) / 2;
    const cost = (gap: number) => Math.abs(gap - middle) + (labels.get(gap) ?? 0) / 2;
    const gaps = Array.from(
      { length: course.lastGap - course.firstGap + 1 },
      (_, i) => course.firstGap + i,
    );
    const [labelGap] = gaps.sort((a, b) => cost(a) - cost(b) || a - b);
    if (labelGap === undefined) return course;
    labels.set(labelGap, (labels.get(labelGap) ?? 0) + 1);
    return { ...course, labelGap };
  });
}

function toCourse(edge: OutlineEdge, from: Item, to: Item): Course {
  const label = labelOf(edge);
  const across = (left: Item, right: Item): Course => ({
    edge,
    label,
    kind: "across",
    left: left.key,
    right: right.key,
    firstGap: left.lastColumn,
    lastGap: right.firstColumn - 1,
    labelGap: left.lastColumn,
  });
  if (from.lastColumn < to.firstColumn) return across(from, to);
  if (to.lastColumn < from.firstColumn) return across(to, from);
  const first = Math.max(from.firstColumn, to.firstColumn);
  const last = Math.min(from.lastColumn, to.lastColumn);
  const gap = last > first ? Math.floor((first + last - 1) / 2) : last;
  const turn = { firstGap: gap, lastGap: gap, labelGap: gap };
  return { edge, label, kind: "turn", left: from.key, right: to.key, ...turn };
}

function toColumns(
  count: number,
  items: ReadonlyMap<string, Item>,
  courses: readonly Course[],
): Column[] {
  const all = [...items.values()];
  const boxes = all.filter((i) => i.box !== null);
  const nesting = (list: Item[], column: number, side: "firstColumn" | "lastColumn") =>
    Math.max(0, ...list.filter((b) => b[side] === column).map((b) => padAround(b, items, side)));
  const columns: Column[] = [];
  let x = 0;
  for (let c = 0; c < count; c++) {
    const own = boxes.filter((b) => b.firstColumn === c);
    const end = x + Math.max(0, ...own.map((b) => b.figure?.widthPx ?? 0));
    const after = FAN_PX + nesting(boxes, c, "lastColumn");
    const before = FAN_PX + nesting(boxes, c + 1, "firstColumn");
    const here = courses.filter((k) => k.labelGap === c && k.label);
    const turns = courses.filter((k) => k.kind === "turn" && k.firstGap === c).length;
    const widest = Math.max(0, ...here.map((k) => (k.label?.widthPx ?? 0) + 2 * LABEL_PAD_PX));
    const zonePx = Math.max(MIN_GAP_PX - after - before, widest, 0) + turns * TURN_STEP_PX;
    const zone: Span = [end + after, end + after + zonePx];
    columns.push({ x: [x, end], gap: [end, zone[1] + before], zone });
    x = zone[1] + before;
  }
  return columns;
}

/** A boundary's own distance from what is in it, on a side. */
function padOf({ source }: Item, side: "firstColumn" | "lastColumn"): number {
  const leadPx = side === "firstColumn" && "leadPx" in source ? (source.leadPx ?? 0) : 0;
  return BOUNDARY_PAD_PX + leadPx;
}

/** From a box to the outermost of the boundaries around it that end at its column. */
function padAround(
  box: Item,
  items: ReadonlyMap<string, Item>,
  side: "firstColumn" | "lastColumn",
): number {
  let px = 0;
  let up = box.container === null ? undefined : items.get(box.container);
  for (; up; up = up.container === null ? undefined : items.get(up.container))
    if (up[side] === box[side]) px += padOf(up, side);
  return px;
}

function setSides(item: Item, items: ReadonlyMap<string, Item>, columns: readonly Column[]): void {
  const first = columns[item.firstColumn]?.x ?? [0, 0];
  const last = columns[item.lastColumn]?.x ?? [0, 0];
  if (item.figure) {
    const middle = (first[0] + first[1]) / 2;
    item.left = middle - item.figure.widthPx / 2;
    item.right = middle + item.figure.widthPx / 2;
    return;
  }
  item.left = first[0] - padWithin(item, items, "firstColumn");
  item.right = last[1] + padWithin(item, items, "lastColumn");
  if (item.source.name === "") return;
  const fontPx = "fontPx" in item.source ? item.source.fontPx : undefined;
  item.title = breakLines(
    item.source.name,
    fontPx ?? TITLE_FONT_PX,
    item.right - item.left - BOUNDARY_PAD_PX,
  );
}

/** From a boundary to the boxes of its outer column: more when other boundaries lie between. */
function padWithin(
  item: Item,
  items: ReadonlyMap<string, Item>,
  side: "firstColumn" | "lastColumn",
): number {
  const inner = [...items.values()].filter(
    (i) => i.container === item.key && i.box === null && i[side] === item[side],
  );
  return padOf(item, side) + Math.max(0, ...inner.map((i) => padWithin(i, items, side)));
}
