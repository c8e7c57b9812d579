import type { Diagram } from "../../diagram/diagram.schema";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { breakLines } from "../outline/measure";
import type { Outline, OutlineEdge, Shape } from "../outline/outline";
import { itemOf } from "../outline/plan";
import type { Plan } from "../outline/plan";
import { planColumns } from "../outline/plan-columns";
import { rankBoxes } from "../outline/rank-boxes";
import { findRoutes } from "../outline/routes";
import { settleRows } from "../outline/settle-rows";
import { anchorOf } from "./anchors";
import { change } from "./edits";
import type { Chance } from "./edits";
import { findRoom } from "./find-room";
import { areaOf, survey, takenBy } from "./ground";
import type { Ground } from "./ground";
import { loopAt } from "./join-boxes";
import { grown, unionOf } from "./rects";
import type { Point, Rect } from "./rects";
import { routeArrow } from "./route-arrow";
import type { Stop } from "./route-arrow";
import { collectParts } from "./tidy-parts";
import type { Part, Parts, TextElement, Tied } from "./tidy-parts";

export type Tidied = {
  changed: SceneElement[];
  /** Why nothing was changed, where that is not because all is tidy. */
  why: string | null;
};

/** From a boundary's border to its title. */
const TITLE_PX = { left: 10, top: 8 };
/** Between what is moved and what stays. */
const CLEAR_PX = 24;
/** Between a free text and what it does not belong to. */
const NOTE_CLEAR_PX = 10;
/** Nearer to an arrow without a label, a text would be read as one, in heights of its letters. */
const NOTE_CLEAR_EM = 3.1;
/** Other boxes stay this far from an end that is open. */
const OPEN_END_PX = 80;
const MOVED_PX = 0.01;

/**
 * Lays a drawing out anew: columns in the direction in which the arrows lead, boundaries round their
 * members, arrows round boxes. Free texts stay near what they were written at, freehand strokes where
 * they are. The graph is the same before and after; where it would not be, nothing is changed.
 *
 * @param selected ids of the elements to lay out, all for null; of a boundary, all of it is
 */
export function tidyDrawing(
  elements: readonly SceneElement[],
  selected: ReadonlySet<string> | null,
  chance: Chance,
): Tidied {
  const live = elements.filter(({ isDeleted }) => !isDeleted);
  const diagram = readDiagram({ elements: live, files: {} });
  const all = collectParts(live, diagram);
  const parts = choose(all, selected);
  if (parts.boxes.length === 0) return { changed: [], why: "There is nothing to tidy up." };
  const canvas = new Canvas(live);
  const fresh = layOut(parts, all, canvas, diagram);
  drawTied(fresh.tied, parts, all, canvas, diagram, chance);
  moveNotes(all, parts, canvas, diagram);
  const after = canvas.live();
  if (graphMark(readDiagram({ elements: after, files: {} }), after) !== graphMark(diagram, live))
    return { changed: [], why: "What the grader reads would change. Move the boxes by hand here." };
  return { changed: canvas.changes(chance), why: null };
}

/** The elements as they will be. */
class Canvas {
  private readonly now: Map<string, SceneElement>;

  constructor(private readonly before: readonly SceneElement[]) {
    this.now = new Map(before.map((element) => [element.id, element]));
  }

  get(id: string): SceneElement | undefined {
    return this.now.get(id);
  }

  put(element: SceneElement): void {
    this.now.set(element.id, element);
  }

  move(id: string, dx: number, dy: number): void {
    const element = this.now.get(id);
    if (element) this.put({ ...element, x: element.x + dx, y: element.y + dy });
  }

  live(): SceneElement[] {
    return [...this.now.values()].filter(({ isDeleted }) => !isDeleted);
  }

  changes(chance: Chance): SceneElement[] {
    const old = new Map(this.before.map((element) => [element.id, element]));
    return [...this.now.values()].flatMap((element) => {
      const was = old.get(element.id);
      if (was && isSame(was, element)) return [];
      return [was ? change(element, {}, chance) : element];
    });
  }
}

/** The same but for what calculating leaves of a number. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) < MOVED_PX;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return keys.length === others.length && keys.every((key) => isSame(left[key], right[key]));
}

/** The parts of which something is selected; of a boundary, all. */
function choose(all: Parts, selected: ReadonlySet<string> | null): Parts {
  if (selected === null) return all;
  const parents = new Map([...all.boxes, ...all.boundaries].map((p) => [p.key, p.container]));
  const outermost = (key: string): string => {
    const up = parents.get(key) ?? null;
    return up === null ? key : outermost(up);
  };
  const chosen = new Set(
    [...all.boxes, ...all.boundaries]
      .filter(({ elements }) => elements.some(({ id }) => selected.has(id)))
      .map(({ key }) => outermost(key)),
  );
  const isChosen = ({ key }: Part) => chosen.has(outermost(key));
  const boxes = all.boxes.filter(isChosen);
  const boundaries = all.boundaries.filter(isChosen);
  const keys = new Set([...boxes, ...boundaries].map(({ key }) => key));
  return {
    ...all,
    boxes,
    boundaries,
    tied: all.tied.filter(({ from, to }) => keys.has(from ?? "") || keys.has(to ?? "")),
    notes: all.notes.filter((note) => keys.has(hostOf(note, all)?.key ?? "")),
  };
}

const SHAPES: Record<string, Shape> = { ellipse: "store", diamond: "decision" };

function toOutline({ boxes, boundaries }: Parts, tied: readonly Tied[]): Outline {
  return {
    boxes: boxes.map(({ key, label, elements, rect, container }) => ({
      key,
      name: label,
      shape: SHAPES[elements.find(({ type }) => type !== "text")?.type ?? ""] ?? "box",
      container,
      size: { widthPx: rect.width, heightPx: rect.height },
    })),
    containers: boundaries.map(({ key, label, elements, container, border }) => ({
      key,
      name: border?.type === "frame" ? "" : label,
      container,
      fontPx: titleOf(elements)?.fontSize ?? 20,
    })),
    edges: tied.map(toOutlineEdge),
  };
}

function toOutlineEdge({ from, to, direction, label, texts }: Tied): OutlineEdge {
  const size = {
    widthPx: Math.max(...texts.map(({ width }) => width)),
    heightPx: texts.reduce((sum, { height }) => sum + height, 0),
  };
  const isLabelled = label !== null && texts.length > 0;
  return {
    from: from ?? "",
    to: to ?? "",
    direction,
    label: isLabelled ? label : null,
    ...(isLabelled ? { labelSize: size } : {}),
  };
}

function titleOf(elements: readonly SceneElement[]): TextElement | null {
  return elements.find((e): e is TextElement => e.type === "text") ?? null;
}

/**
 * Puts the parts to their new places and draws the arrows that lead from one to another.
 * @returns what is still to be drawn: arrows to what stays, into a boundary's own members, and open ones
 */
function layOut(parts: Parts, all: Parts, canvas: Canvas, diagram: Diagram): { tied: Tied[] } {
  const parents = new Map([...parts.boxes, ...parts.boundaries].map((p) => [p.key, p.container]));
  const isAround = (outer: string, inner: string): boolean => {
    let up = parents.get(inner) ?? null;
    while (up !== null && up !== outer) up = parents.get(up) ?? null;
    return up !== null;
  };
  const boundaryKeys = new Set(parts.boundaries.map(({ key }) => key));
  const isPlanned = ({ from, to }: Tied) =>
    from !== null &&
    to !== null &&
    parents.has(from) &&
    parents.has(to) &&
    !(from === to && boundaryKeys.has(from)) &&
    !isAround(from, to) &&
    !isAround(to, from);
  const planned = parts.tied.filter(isPlanned);
  const outline = toOutline(parts, planned);
  const plan = planColumns(outline, rankBoxes(outline));
  settleRows(plan);
  const routes = findRoutes(plan);
  const [dx, dy] = findPlace(plan, parts, all, canvas, diagram);
  for (const part of [...parts.boundaries, ...parts.boxes]) {
    const { left, top, right, bottom } = itemOf(plan.items, part.key);
    const place = { x: left + dx, y: top + dy, width: right - left, height: bottom - top };
    if (part.border) placeBoundary(part, place, canvas);
    else
      for (const { id } of part.elements)
        canvas.move(id, place.x - part.rect.x, place.y - part.rect.y);
  }
  const edgeOf = new Map(outline.edges.map((edge, at) => [edge, planned[at]]));
  for (const { course, points, labelAt } of routes) {
    const tied = edgeOf.get(course.edge);
    const moved = points.map(([x, y]): Point => [x + dx, y + dy]);
    if (tied) draw(tied, moved, labelAt && [labelAt[0] + dx, labelAt[1] + dy], canvas, parts);
  }
  return { tied: parts.tied.filter((one) => !isPlanned(one)) };
}

/** Where the new layout goes: where the old one began, or the nearest place clear of what stays. */
function findPlace(plan: Plan, parts: Parts, all: Parts, canvas: Canvas, diagram: Diagram): Point {
  const began = unionOf([...parts.boxes, ...parts.boundaries].map(({ rect }) => rect));
  const items = [...plan.items.values()];
  const start = unionOf(items.map(rectOfItem));
  if (!began || !start) return [0, 0];
  const offset: Point = [began.x - start.x, began.y - start.y];
  const moving = new Set(
    [
      ...[...parts.boxes, ...parts.boundaries].flatMap(({ elements }) => elements),
      ...parts.tied.flatMap(({ paths, texts }) => [...paths, ...texts]),
      ...parts.notes.flat(),
    ].map(({ id }) => id),
  );
  const staying = canvas.live().filter(({ id }) => !moving.has(id));
  const taken = takenBy(survey(staying, diagram)).map((rect) => grown(rect, CLEAR_PX));
  // Each pair of a thing that moves and one that stays rules out a rectangle of offsets.
  const ruledOut = items.flatMap((item) => {
    const { x, y, width, height } = rectOfItem(item);
    return taken.map((rect) => ({
      x: rect.x - x - width,
      y: rect.y - y - height,
      width: rect.width + width,
      height: rect.height + height,
    }));
  });
  const room = findRoom({ x: offset[0], y: offset[1], width: 0, height: 0 }, ruledOut);
  return room ? [room.x, room.y] : offset;
}

function rectOfItem({
  left,
  right,
  top,
  bottom,
}: {
  left: number;
  right: number;
  top: number;
  bottom: number;
}): Rect {
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function placeBoundary({ border, elements, label }: Part, place: Rect, canvas: Canvas): void {
  if (!border) return;
  canvas.put({ ...border, ...place });
  for (const text of elements.filter((e): e is TextElement => e.type === "text")) {
    const inside = { x: place.x + TITLE_PX.left, y: place.y + TITLE_PX.top };
    const lines = breakLines(label, text.fontSize, place.width - 2 * TITLE_PX.left);
    const isBroken = lines.lines.length > 1 && text.width > place.width - 2 * TITLE_PX.left;
    const words = isBroken
      ? { text: lines.lines.join("\n"), width: lines.widthPx, height: lines.heightPx }
      : {};
    canvas.put({ ...text, ...inside, ...words, textAlign: "left", verticalAlign: "top" });
  }
}

/** Draws a connection along a course: its first stretch takes it all, further ones are not needed. */
function draw(
  tied: Tied,
  points: readonly Point[],
  labelAt: Point | null,
  canvas: Canvas,
  { boxes, boundaries }: Parts,
): void {
  const [first, ...others] = tied.paths;
  if (!first) return;
  for (const { id } of others) {
    const other = canvas.get(id);
    if (other) canvas.put({ ...other, isDeleted: true });
  }
  const rectOf = new Map([...boxes, ...boundaries].map(({ key, rect }) => [key, rect]));
  const isTurned = others.length === 0 && runsBackward(tied, first, rectOf);
  const course = isTurned ? points.toReversed() : points;
  const [x, y] = course[0] ?? [first.x, first.y];
  const local = course.map(([px, py]): [number, number] => [px - x, py - y]);
  const [xs, ys] = [local.map(([px]) => px), local.map(([, py]) => py)];
  const heads = {
    startArrowhead: tied.direction === "both" ? "arrow" : null,
    endArrowhead: tied.direction === "none" ? null : "arrow",
  };
  const common = {
    x,
    y,
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
    points: local,
    angle: 0,
    ...(course.length > 2 ? { roundness: null } : {}),
    ...(others.length > 0 ? heads : {}),
  };
  const [only, ...more] = tied.texts;
  const isBindable = first.type === "arrow" && only !== undefined && more.length === 0;
  const bound = first.boundElements ?? [];
  const boundElements =
    isBindable && only.containerId !== first.id
      ? { boundElements: [...bound, { id: only.id, type: "text" as const }] }
      : {};
  if (first.type === "arrow")
    canvas.put({ ...first, ...common, ...straightened(first), ...boundElements });
  else canvas.put({ ...first, ...common });
  if (!labelAt) return;
  let top = labelAt[1] - tied.texts.reduce((sum, { height }) => sum + height, 0) / 2;
  for (const text of tied.texts) {
    const place = { x: labelAt[0] - text.width / 2, y: top };
    canvas.put({ ...text, ...place, ...(isBindable ? { containerId: first.id } : {}) });
    top += text.height;
  }
}

/** An elbow arrow would be laid by the editor's own rules again. */
function straightened(arrow: { elbowed: boolean }): object {
  return arrow.elbowed
    ? { elbowed: false, fixedSegments: null, startIsSpecial: null, endIsSpecial: null }
    : {};
}

/** Whether a path's points lead from the connection's `to` to its `from`. */
function runsBackward(
  { from, to, direction }: Tied,
  path: Tied["paths"][number],
  rectOf: ReadonlyMap<string, Rect>,
): boolean {
  if (direction === "forward") return path.startArrowhead !== null && path.endArrowhead === null;
  const [a, b] = [rectOf.get(from ?? ""), rectOf.get(to ?? "")];
  const [x, y] = path.points[0] ?? [0, 0];
  const away = (rect: Rect | undefined) =>
    rect
      ? Math.hypot(
          Math.max(rect.x - path.x - x, 0, path.x + x - rect.x - rect.width),
          Math.max(rect.y - path.y - y, 0, path.y + y - rect.y - rect.height),
        )
      : Infinity;
  return away(b) < away(a);
}

/** The arrows that no layout of columns draws go round what lies there now. */
function drawTied(
  left: readonly Tied[],
  parts: Parts,
  all: Parts,
  canvas: Canvas,
  diagram: Diagram,
  chance: Chance,
): void {
  if (left.length === 0) return;
  const pending = new Set(
    [...left.flatMap(({ paths, texts }) => [...paths, ...texts]), ...parts.notes.flat()].map(
      (e) => e.id,
    ),
  );
  const ground = survey(
    canvas.live().filter(({ id }) => !pending.has(id)),
    diagram,
  );
  const before = new Map([...all.boxes, ...all.boundaries].map((part) => [part.key, part]));
  // Open ones last: they keep off all others.
  const isOpen = ({ from, to }: Tied) => from === null || to === null;
  for (const tied of [...left.filter((one) => !isOpen(one)), ...left.filter(isOpen)]) {
    const [from, to] = [stopOf(tied.from, before, canvas), stopOf(tied.to, before, canvas)];
    const end = (other: Stop | null, key: string | null) =>
      other && openEnd(tied, other, before.get(key ?? "")?.rect, ground);
    const ends = [from ?? end(to, tied.to), to ?? end(from, tied.from)] as const;
    if (!ends[0] || !ends[1]) continue;
    const edge = toOutlineEdge(tied);
    const course = routeArrow(
      ends[0],
      tied.from === tied.to ? ends[0] : ends[1],
      edge.labelSize ?? null,
      ground,
    );
    const points = [...(course?.points ?? loopAt(ends[0].rect, false, false))];
    // An open end lies on the spot itself, not beside it.
    if (!from) points[0] = [ends[0].rect.x, ends[0].rect.y];
    if (!to) points[points.length - 1] = [ends[1].rect.x, ends[1].rect.y];
    draw(tied, points, course?.labelAt ?? points[2] ?? null, canvas, all);
    points.slice(1).forEach((next, at) => ground.segments.push([points[at] ?? next, next]));
    if (course?.labelAt && edge.labelSize) {
      const { widthPx, heightPx } = edge.labelSize;
      const [x, y] = course.labelAt;
      const rect = { x: x - widthPx / 2, y: y - heightPx / 2, width: widthPx, height: heightPx };
      ground.things.push({ id: chance.id(), rect, notePx: 0 });
    }
  }
}

function stopOf(key: string | null, parts: ReadonlyMap<string, Part>, canvas: Canvas): Stop | null {
  const part = parts.get(key ?? "");
  if (!part) return null;
  const elements = part.elements.flatMap(({ id }) => canvas.get(id) ?? []);
  const border = part.border && canvas.get(part.border.id);
  return anchorOf(border ? [border, ...elements] : elements);
}

/** Where an arrow ends that ends nowhere: as far from its box as it did, and clear of others. */
function openEnd(tied: Tied, known: Stop, was: Rect | undefined, ground: Ground): Stop | null {
  const [path] = tied.paths;
  if (!path || !was) return null;
  const ends = [path.points[0], path.points.at(-1)].flatMap((point) =>
    point ? [[path.x + point[0], path.y + point[1]] as const] : [],
  );
  const away = ([x, y]: Point) =>
    Math.hypot(
      Math.max(was.x - x, 0, x - was.x - was.width),
      Math.max(was.y - y, 0, y - was.y - was.height),
    );
  const [open] = ends.sort((a, b) => away(b) - away(a));
  if (!open) return null;
  const wanted = {
    x: open[0] - was.x + known.rect.x,
    y: open[1] - was.y + known.rect.y,
    width: 0,
    height: 0,
  };
  const others = { ...ground, things: ground.things.filter(({ id }) => !known.ids.has(id)) };
  const taken = takenBy({ ...others, boundaries: [] }).map((rect) => grown(rect, OPEN_END_PX));
  const room = findRoom(wanted, [...taken, grown(known.rect, OPEN_END_PX / 2)]);
  return { rect: room ?? wanted, ids: new Set(), isPointed: true, isOpen: true };
}

/** Free texts go with what they lie nearest to, to the nearest place that is free. */
function moveNotes(all: Parts, { notes }: Parts, canvas: Canvas, diagram: Diagram): void {
  const noteIds = new Set(notes.flat().map(({ id }) => id));
  const ground = survey(
    canvas.live().filter(({ id }) => !noteIds.has(id)),
    diagram,
  );
  const labelled = new Set(
    canvas
      .live()
      .flatMap((e) => (e.type === "text" && e.containerId !== null ? [e.containerId] : [])),
  );
  const bare = survey(
    canvas.live().filter((e) => (e.type === "arrow" || e.type === "line") && !labelled.has(e.id)),
    diagram,
  );
  for (const note of notes) {
    const rect = unionOf(note.map(areaOf));
    const host = hostOf(note, all);
    if (!rect || !host) continue;
    const fontPx = Math.max(20, ...note.map((e) => (e.type === "text" ? e.fontSize : 0)));
    const now = unionOf(host.elements.flatMap(({ id }) => canvas.get(id) ?? []).map(areaOf));
    const wanted = now
      ? { ...rect, x: rect.x + now.x - host.rect.x, y: rect.y + now.y - host.rect.y }
      : rect;
    const taken = [
      ...takenBy(ground).map((one) => grown(one, NOTE_CLEAR_PX)),
      ...takenBy({ ...bare, openEnds: [] }).map((one) => grown(one, NOTE_CLEAR_EM * fontPx)),
    ];
    const room = findRoom(wanted, taken) ?? wanted;
    for (const { id } of note) canvas.move(id, room.x - rect.x, room.y - rect.y);
    ground.things.push({ id: note[0]?.id ?? "", rect: room, notePx: 0 });
  }
}

/** The box that a free text lies nearest to. */
function hostOf(note: readonly SceneElement[], { boxes }: Parts): Part | null {
  const rect = unionOf(note.map(areaOf));
  if (!rect) return null;
  const away = ({ rect: { x, y, width, height } }: Part) =>
    Math.hypot(
      Math.max(x - rect.x - rect.width, 0, rect.x - x - width),
      Math.max(y - rect.y - rect.height, 0, rect.y - y - height),
    );
  let best: { part: Part; awayPx: number } | null = null;
  for (const part of boxes) {
    const awayPx = away(part);
    if (!best || awayPx < best.awayPx) best = { part, awayPx };
  }
  return best?.part ?? null;
}

/** What the grader reads, by the elements that things are made of. */
function graphMark(diagram: Diagram, live: readonly SceneElement[]): string {
  const rank = new Map(live.map(({ id }, at) => [id, at]));
  const keys = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ id, elements }) => [
      id,
      elements.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))[0] ?? id,
    ]),
  );
  const key = (id: string | null) => (id === null ? null : (keys.get(id) ?? id));
  return JSON.stringify({
    nodes: diagram.nodes
      .map((n) => [key(n.id), n.label, n.notes.toSorted(), key(n.container)])
      .sort(byText),
    containers: diagram.containers.map((c) => [key(c.id), c.label, key(c.container)]).sort(byText),
    edges: diagram.edges
      .map(({ from, to, direction, label }) => {
        const ends = [key(from), key(to)];
        return [...(direction === "forward" ? ends : ends.sort()), direction, label];
      })
      .sort(byText),
    notes: diagram.annotations.map(({ text }) => text).sort(),
    unreadable: diagram.unreadable.map(({ what }) => what).sort(),
    hidden: diagram.hidden.length,
  });
}

function byText(a: unknown, b: unknown): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
