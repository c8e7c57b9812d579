import type { SceneElement } from "../../diagram/scene.schema";
import { layOut } from "../outline/draw-outline";
import type { Flow, Outline } from "../outline/outline";
import { boundsOfAll } from "./bounds";
import type { Chance } from "./edits";
import type { Anchor } from "./anchors";
import { findRoom, NO_LIMITS } from "./find-room";
import type { Limits } from "./find-room";
import { areaOf, takenBy } from "./ground";
import type { Ground } from "./ground";
import { centreOf, grown, rectAround, unionOf } from "./rects";
import type { Point, Rect } from "./rects";

/** Between what is new and what is there. */
const CLEAR_PX = 44;
/** To the side where an arrow leads: room for it and for its label. */
const STEP_PX = 120;
/** Within a boundary, from its border; its title has its own place. */
const INSIDE_PX = 20;

type Wanted = {
  fresh: Outline;
  outline: Outline;
  anchors: ReadonlyMap<string, Anchor>;
  /** Boundaries on the canvas that shall hold what is new, by its key. */
  home: ReadonlyMap<string, string>;
  ground: Ground;
  live: readonly SceneElement[];
  chance: Chance;
  flow: Flow;
};
type Block = { part: Outline; keys: ReadonlySet<string> };

/**
 * Lays out what is new, each part that hangs together by itself, and puts it into free room: after what
 * leads to it, before what it leads to, else below the drawing. The ground then knows of it.
 *
 * @returns the elements, and the keys of what found no room in the boundary it belongs in
 */
export function placeBlocks(wanted: Wanted): { added: SceneElement[]; homeless: string[] } {
  const added: SceneElement[] = [];
  const homeless: string[] = [];
  for (const block of splitBlocks(wanted.fresh, wanted.home)) {
    const drawn = layOut(block.part, wanted.flow).elements;
    const size = boundsOfAll(drawn);
    if (!size) continue;
    const home = [...block.keys].flatMap((key) => wanted.home.get(key) ?? [])[0];
    const inside = home === undefined ? null : roomInside(size, home, wanted);
    if (home !== undefined && inside === null)
      homeless.push(...[...block.keys].filter((key) => wanted.home.has(key)));
    const room = inside ?? roomBeside(size, block, wanted);
    const placed = moveTo(drawn, size, room, wanted.chance);
    note(placed, wanted.ground);
    added.push(...placed);
  }
  return { added, homeless };
}

/** Parts that no new arrow and no new boundary joins; what belongs in different boundaries parts, too. */
function splitBlocks(fresh: Outline, home: ReadonlyMap<string, string>): Block[] {
  const group = new Map([...fresh.boxes, ...fresh.containers].map(({ key }) => [key, key]));
  const rootOf = (key: string): string => {
    let at = key;
    for (let up = group.get(at); up !== undefined && up !== at; up = group.get(at)) at = up;
    return at;
  };
  const join = (a: string, b: string) => void group.set(rootOf(a), rootOf(b));
  for (const { key, container } of [...fresh.boxes, ...fresh.containers])
    if (container !== null) join(key, container);
  const homeOf = new Map<string, string | undefined>();
  for (const [key, one] of home) homeOf.set(rootOf(key), one);
  for (const { from, to } of fresh.edges) {
    const [a, b] = [homeOf.get(rootOf(from)), homeOf.get(rootOf(to))];
    if (a !== b) continue;
    join(from, to);
    homeOf.set(rootOf(from), a);
  }
  const roots = new Set([...group.keys()].map(rootOf));
  return [...roots].map((root) => {
    const isIn = ({ key }: { key: string }) => rootOf(key) === root;
    const part = {
      boxes: fresh.boxes.filter(isIn),
      containers: fresh.containers.filter(isIn),
      edges: fresh.edges.filter(({ from, to }) => rootOf(from) === root && rootOf(to) === root),
    };
    return { part, keys: new Set([...part.boxes, ...part.containers].map(({ key }) => key)) };
  });
}

function roomInside(size: Rect, home: string, { anchors, ground }: Wanted): Rect | null {
  const anchor = anchors.get(home);
  if (!anchor) return null;
  const { x, y, width, height } = anchor.rect;
  const limits = {
    left: x + INSIDE_PX,
    right: x + width - INSIDE_PX,
    top: y + INSIDE_PX,
    bottom: y + height - INSIDE_PX,
  };
  const around = ground.boundaries.filter(
    ({ id, rect }) => !anchor.ids.has(id) && isInOrApart(rect, anchor.rect),
  );
  const taken = takenBy({ ...ground, boundaries: around }).map((rect) => grown(rect, INSIDE_PX));
  return findRoom({ ...size, x: limits.left, y: limits.top }, taken, limits);
}

/** Not one of the boundaries around this one. */
function isInOrApart(rect: Rect, home: Rect): boolean {
  return !(
    rect.x <= home.x &&
    rect.y <= home.y &&
    rect.x + rect.width >= home.x + home.width &&
    rect.y + rect.height >= home.y + home.height
  );
}

function roomBeside(
  size: Rect,
  { keys }: Block,
  { outline, anchors, ground, live, flow }: Wanted,
): Rect {
  const taken = takenBy(ground).map((rect) => grown(rect, CLEAR_PX));
  const [before, after, aside]: [Rect[], Rect[], Rect[]] = [[], [], []];
  for (const { from, to, direction } of outline.edges) {
    const [source, target] = [anchors.get(from), anchors.get(to)];
    if (source && keys.has(to)) (direction === "forward" ? before : aside).push(source.rect);
    if (target && keys.has(from)) (direction === "forward" ? after : aside).push(target.rect);
  }
  const all = unionOf([...before, ...after, ...aside]);
  const room = all && findBeside(size, all, { before, after }, taken, flow);
  if (room) return room;
  const there = unionOf(live.map(areaOf));
  const below = there
    ? { ...size, x: there.x, y: there.y + there.height + 2 * CLEAR_PX }
    : { ...size, x: 0, y: 0 };
  return findRoom(below, taken) ?? below;
}

/** Between what leads to it and what it leads to, if that is possible; else after the one, or before the other. */
function findBeside(
  size: Rect,
  all: Rect,
  { before, after }: { before: readonly Rect[]; after: readonly Rect[] },
  taken: readonly Rect[],
  flow: Flow,
): Rect | null {
  const isDown = flow === "down";
  const [x, y] = centreOf(all);
  const start = Math.max(...before.map((r) => (isDown ? r.y + r.height : r.x + r.width))) + STEP_PX;
  const end = Math.min(...after.map((r) => (isDown ? r.y : r.x))) - STEP_PX;
  const half = (isDown ? size.height : size.width) / 2;
  const at = (along: number): Point => (isDown ? [x, along] : [along, y]);
  const from: Partial<Limits> = isDown ? { top: start } : { left: start };
  const to: Partial<Limits> = isDown ? { bottom: end } : { right: end };
  const tries: { limits: Partial<Limits>; at: Point }[] = [];
  if (before.length > 0 && after.length > 0)
    tries.push({ limits: { ...from, ...to }, at: at((start + end) / 2) });
  if (before.length > 0) tries.push({ limits: from, at: at(start + half) });
  if (after.length > 0) tries.push({ limits: to, at: at(end - half) });
  tries.push({ limits: {}, at: [x, all.y + all.height + STEP_PX + size.height / 2] });
  for (const { limits, at } of tries) {
    const wanted = rectAround(at, size.width, size.height);
    const room = findRoom(wanted, taken, { ...NO_LIMITS, ...limits });
    if (room) return room;
  }
  return null;
}

function note(placed: readonly SceneElement[], ground: Ground): void {
  for (const element of placed) {
    if (element.type === "arrow") {
      const points = element.points.map((p): Point => [element.x + p[0], element.y + p[1]]);
      points.slice(1).forEach((to, at) => ground.segments.push([points[at] ?? to, to]));
    } else {
      const isBoundary = element.type === "rectangle" && element.strokeStyle === "dashed";
      const thing = { id: element.id, rect: areaOf(element), notePx: 0 };
      (isBoundary ? ground.boundaries : ground.things).push(thing);
    }
  }
}

/** Moves freshly drawn elements to their room, under ids that nothing else has. */
function moveTo(
  drawn: readonly SceneElement[],
  from: Rect,
  to: Rect,
  chance: Chance,
): SceneElement[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const ids = new Map(drawn.map(({ id }) => [id, chance.id()]));
  const nameOf = (id: string) => ids.get(id) ?? id;
  return drawn.map((element) => {
    const moved: SceneElement = {
      ...element,
      id: nameOf(element.id),
      x: element.x + dx,
      y: element.y + dy,
      index: null,
      versionNonce: chance.nonce(),
      boundElements:
        element.boundElements?.map((bound) => ({ ...bound, id: nameOf(bound.id) })) ?? null,
    };
    if (moved.type === "text" && moved.containerId !== null) {
      return { ...moved, containerId: nameOf(moved.containerId) };
    }
    if (moved.type !== "arrow") return moved;
    const rebind = (binding: typeof moved.startBinding) =>
      binding && { ...binding, elementId: nameOf(binding.elementId) };
    return {
      ...moved,
      startBinding: rebind(moved.startBinding),
      endBinding: rebind(moved.endBinding),
    };
  });
}
