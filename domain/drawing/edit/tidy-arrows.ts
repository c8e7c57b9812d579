import type { Diagram } from "../../diagram/diagram.schema";
import type { Chance } from "./edits";
import { anchorOf } from "./anchors";
import { findRoom } from "./find-room";
import { survey, takenBy } from "./ground";
import type { Ground } from "./ground";
import { loopAt } from "./join-boxes";
import { grown } from "./rects";
import type { Point, Rect } from "./rects";
import { routeArrow } from "./route-arrow";
import type { Stop } from "./route-arrow";
import type { Canvas } from "./tidy-canvas";
import { toOutlineEdge } from "./tidy-outline";
import type { Part, Parts, Tied } from "./tidy-parts";

/** Other boxes stay this far from an end that is open. */
const OPEN_END_PX = 80;

/** Draws a connection along a course: its first stretch takes it all, further ones are not needed. */
export function draw(
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

/**
 * The arrows that no layout of columns draws go round what lies there now.
 *
 * @param quarterTurns by how much arrows that end nowhere turn round their box from where they led
 */
export function drawTied(
  left: readonly Tied[],
  parts: Parts,
  all: Parts,
  canvas: Canvas,
  diagram: Diagram,
  chance: Chance,
  quarterTurns: number,
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
      other && openEnd(tied, other, before.get(key ?? "")?.rect, ground, quarterTurns);
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
function openEnd(
  tied: Tied,
  known: Stop,
  was: Rect | undefined,
  ground: Ground,
  quarterTurns: number,
): Stop | null {
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
  const [dx, dy] = turned(
    [open[0] - was.x - was.width / 2, open[1] - was.y - was.height / 2],
    quarterTurns,
  );
  const wanted = {
    x: known.rect.x + known.rect.width / 2 + dx,
    y: known.rect.y + known.rect.height / 2 + dy,
    width: 0,
    height: 0,
  };
  const others = { ...ground, things: ground.things.filter(({ id }) => !known.ids.has(id)) };
  const taken = takenBy({ ...others, boundaries: [] }).map((rect) => grown(rect, OPEN_END_PX));
  const room = findRoom(wanted, [...taken, grown(known.rect, OPEN_END_PX / 2)]);
  return { rect: room ?? wanted, ids: new Set(), isPointed: true, isOpen: true };
}

function turned([x, y]: Point, quarters: number): Point {
  return quarters === 0 ? [x, y] : turned([-y, x], quarters - 1);
}
