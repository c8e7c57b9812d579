import { readEnd, toTargets, type Attachment } from "./attach";
import { distance, distanceToArea, nearestOnPath, type Point } from "./geometry";
import { toPaths, type Path, type PathEnd } from "./paths";
import type { Piece } from "./pieces";
import type { Drawing, Unit } from "./units";

export type Edge = {
  from: Unit | null;
  to: Unit | null;
  direction: "forward" | "both" | "none";
  binding: "bound" | "inferred" | "dangling";
  paths: Path[];
  labelPieces: Piece[];
  candidates: Unit[];
};

type End = {
  path: Path;
  end: PathEnd;
  attachment: Attachment | null;
  candidates: Unit[];
  joined: boolean;
};
type Chain = { paths: Path[]; ends: End[] };

/** Open ends nearer than this are one joint. */
const JOINT_PX = 12;
/** More terminals than this on lines without heads say nothing about who talks to whom. */
const MAX_HEADLESS_TERMINALS = 3;

/** Turns arrows, lines and strokes into edges; `loose` are lines with one end in the air. */
export function readEdges(drawing: Drawing): { edges: Edge[]; loose: Path[] } {
  const targets = toTargets(drawing);
  const ends = toPaths(drawing.paths).flatMap((path) =>
    [path.start, path.end].map((end): End => {
      const reading = readEnd(targets, path, end);
      return { path, end, ...reading, joined: false };
    }),
  );
  const lifelines = attachToLifelines(ends, JOINT_PX * drawing.scale);
  const edges: Edge[] = [];
  const loose: Path[] = [];
  const joining = ends.filter((e) => !lifelines.has(e.path));
  for (const chain of toChains(joining, JOINT_PX * drawing.scale)) {
    const read = chainToEdges(chain);
    edges.push(...read);
    if (read.length === 0 && chain.ends.filter((e) => e.attachment).length === 1)
      loose.push(...chain.paths);
  }
  closeBranches(edges, JOINT_PX * drawing.scale);
  return { edges: edges.filter((edge) => !isPicture(edge)), loose };
}

/**
 * In a sequence drawing messages run between lines that hang from the components: a plain line from a
 * component to nowhere, or to its copy of the same name. Ends on such a line reach the component.
 */
function attachToLifelines(ends: readonly End[], jointPx: number): Set<Path> {
  const used = new Set<Path>();
  const open = ends.filter((e) => !e.attachment && e.path.isArrow);
  for (const [i, end] of ends.entries()) {
    const other = ends[i % 2 === 0 ? i + 1 : i - 1];
    const owner = end.attachment?.unit;
    if (!owner || !other || end.path.isArrow || used.has(end.path)) continue;
    const far = other.attachment?.unit;
    if (far && (far === owner || far.label !== owner.label || owner.label === "")) continue;
    const touching = open.filter(
      (e) => !e.attachment && nearestOnPath(e.end.point, end.path.points).distance <= jointPx,
    );
    if (touching.length === 0 && !far) continue;
    if (!far && touching.length < 2) continue;
    used.add(end.path);
    const [top] = far && far.box.y < owner.box.y ? [far] : [owner];
    for (const e of touching) e.attachment = { unit: top, how: "inferred" };
  }
  return used;
}

/** Joins paths whose open ends meet. */
function toChains(ends: readonly End[], jointPx: number): Chain[] {
  const chainOf = new Map<Path, Chain>();
  for (const end of ends) {
    const chain = chainOf.get(end.path) ?? { paths: [end.path], ends: [] };
    chain.ends.push(end);
    chainOf.set(end.path, chain);
  }
  const open = ends.filter((e) => !e.attachment);
  for (const a of open)
    for (const b of open) {
      if (a.path === b.path || distance(a.end.point, b.end.point) > jointPx) continue;
      a.joined = true;
      b.joined = true;
      const into = chainOf.get(a.path);
      const from = chainOf.get(b.path);
      if (!into || !from || into === from) continue;
      into.paths.push(...from.paths);
      into.ends.push(...from.ends);
      for (const path of from.paths) chainOf.set(path, into);
    }
  return [...new Set(ends.flatMap((e) => chainOf.get(e.path) ?? []))];
}

function chainToEdges(chain: Chain): Edge[] {
  const terminals = chain.ends.filter((e) => e.attachment);
  const isArrow = chain.paths.some((p) => p.isArrow);
  if (terminals.length < 2) return isArrow ? [danglingEdge(chain)] : [];
  const [a, b] = terminals;
  if (terminals.length === 2 && a && b) return [edgeBetween(chain, a, b)];
  const heads = terminals.filter((e) => e.end.hasHead);
  const tails = terminals.filter((e) => !e.end.hasHead);
  if (heads.length > 0 && tails.length > 0)
    return tails.flatMap((tail) => heads.map((head) => edgeBetween(chain, tail, head)));
  if (terminals.length > MAX_HEADLESS_TERMINALS) return [];
  return terminals.flatMap((x, i) => terminals.slice(i + 1).map((y) => edgeBetween(chain, x, y)));
}

function edgeBetween(chain: Chain, a: End, b: End): Edge {
  const direction = directionOf(chain, a, b);
  const [from, to] = direction === "backward" ? [b, a] : [a, b];
  const isBound =
    chain.paths.length === 1 && a.attachment?.how === "bound" && b.attachment?.how === "bound";
  return {
    from: from.attachment?.unit ?? null,
    to: to.attachment?.unit ?? null,
    direction: direction === "backward" ? "forward" : direction,
    binding: isBound ? "bound" : "inferred",
    // With more than two terminals only the two stretches concerned are this edge's own.
    paths: chain.ends.filter((e) => e.attachment).length > 2 ? ownPaths(a, b) : chain.paths,
    labelPieces: [],
    candidates: [],
  };
}

function ownPaths(a: End, b: End): Path[] {
  return [...new Set([b.path, a.path])];
}

/** From the heads at the terminals; a head at a joint inside the chain points on along it. */
function directionOf(chain: Chain, a: End, b: End): "forward" | "backward" | "both" | "none" {
  if (a.end.hasHead && b.end.hasHead) return "both";
  if (b.end.hasHead) return "forward";
  if (a.end.hasHead) return "backward";
  if (chain.paths.length !== 2) return "none";
  const inner = (e: End) => chain.ends.find((o) => o.path === e.path && o !== e);
  if (inner(a)?.end.hasHead) return "forward";
  return inner(b)?.end.hasHead ? "backward" : "none";
}

function danglingEdge(chain: Chain): Edge {
  const attached = chain.ends.find((e) => e.attachment);
  const open = chain.ends.filter((e) => !e.attachment && !e.joined);
  const known = attached?.attachment?.unit ?? null;
  const isIncoming = attached ? attached.end.hasHead && !open.some((e) => e.end.hasHead) : false;
  const headed = chain.ends.filter((e) => e.end.hasHead && !e.joined).length;
  return {
    from: isIncoming ? null : known,
    to: isIncoming ? known : null,
    direction: headed > 1 ? "both" : headed === 1 ? "forward" : "none",
    binding: "dangling",
    paths: chain.paths,
    labelPieces: [],
    candidates: [...new Set(open.flatMap((e) => e.candidates))].filter((u) => u !== known),
  };
}

/** An open end on the middle of another edge branches off it: it shares that edge's far end. */
function closeBranches(edges: readonly Edge[], jointPx: number): void {
  for (const edge of edges) {
    if (edge.binding !== "dangling" || (edge.from === null) === (edge.to === null)) continue;
    const path = edge.paths.length === 1 ? edge.paths[0] : undefined;
    if (!path) continue;
    const known = edge.from ?? edge.to;
    const trunk = edges.find(
      (other) => other !== edge && other.binding !== "dangling" && meets(path, other, jointPx),
    );
    if (!trunk) continue;
    const far = edge.from === null ? trunk.from : trunk.to;
    if (!far || far === known) continue;
    if (edge.from === null) edge.from = far;
    else edge.to = far;
    edge.binding = "inferred";
    edge.candidates = [];
  }
}

function meets(path: Path, other: Edge, jointPx: number): boolean {
  const touches = (point: Point) =>
    other.paths.some((p) => nearestOnPath(point, p.points).distance <= jointPx);
  return touches(path.start.point) || touches(path.end.point);
}

/** An arrow or line within one component is part of its picture, and lights up with it. */
function isPicture(edge: Edge): boolean {
  const { from, to } = edge;
  const one = from ?? to;
  if (!one) return false;
  const points = edge.paths.flatMap((p) => p.points);
  const isInOne = points.every((p) => distanceToArea(p, one.outline) <= 1);
  const isPart = from === to ? isInOne || edge.binding !== "bound" : false;
  const isStump = edge.binding === "dangling" && isInOne && !one.isContainer;
  if (isPart || isStump)
    for (const { piece } of edge.paths) if (!one.pieces.includes(piece)) one.pieces.push(piece);
  return isPart || isStump;
}
