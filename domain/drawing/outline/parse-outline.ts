import {
  OutlineError,
  type Outline,
  type OutlineBox,
  type OutlineContainer,
  type OutlineEdge,
} from "./outline";
import { readLines, type Mention, type Statement } from "./read-lines";

/** More than this no page shows, and the layout would take long. */
const MAX_BOXES = 150;
const MAX_EDGES = 300;

type Placed = { statement: Statement; container: string | null };
type Lined<T> = T & { line: number };

/**
 * Reads an outline (notation: docs/drawing.md). A name that a `{` opens is a container wherever it
 * stands. A box lies where a line of its own puts it, else in the first container in which an arrow
 * names it, else outside.
 *
 * @throws OutlineError naming the first line that can't be drawn
 */
export function parseOutline(text: string): Outline {
  const statements = readLines(text);
  const containers = new Map<string, Lined<OutlineContainer>>();
  const placed = place(statements, containers);
  const boxes = collectBoxes(placed, containers);
  const filled = new Set([...boxes.values(), ...containers.values()].map((one) => one.container));
  for (const { key, name, line } of containers.values())
    if (!filled.has(key)) throw new OutlineError(line, `the container "${name}" holds nothing`);
  if (boxes.size === 0) throw new OutlineError(1, "nothing to draw");
  if (boxes.size > MAX_BOXES)
    throw new OutlineError(1, `${boxes.size} boxes; at most ${MAX_BOXES} can be drawn`);
  const edges = collectEdges(placed, containers, boxes);
  const unlined = <T extends { line: number }>({ line: _line, ...rest }: T) => rest;
  return {
    boxes: [...boxes.values()].map(unlined),
    containers: [...containers.values()].map(unlined),
    edges,
  };
}

function keyOf(name: string): string {
  return name.toLowerCase();
}

/** Finds the containers, and the one around every other statement. */
function place(
  statements: readonly Statement[],
  containers: Map<string, Lined<OutlineContainer>>,
): Placed[] {
  const open: Lined<OutlineContainer>[] = [];
  const placed: Placed[] = [];
  for (const statement of statements) {
    const container = open[open.length - 1]?.key ?? null;
    const { line } = statement;
    if (statement.kind === "open") {
      const { name } = statement;
      const key = keyOf(name);
      const first = containers.get(key);
      if (first) throw new OutlineError(line, `"${name}" was opened before, in line ${first.line}`);
      const opened = { key, name, container, line };
      containers.set(key, opened);
      open.push(opened);
    } else if (statement.kind === "close") {
      if (!open.pop()) throw new OutlineError(line, "} without {");
    } else placed.push({ statement, container });
  }
  const unclosed = open[open.length - 1];
  if (unclosed) throw new OutlineError(unclosed.line, `"${unclosed.name}" has no closing }`);
  return placed;
}

type MentionedBox = Lined<OutlineBox> & { hasShape: boolean; isDeclared: boolean };

function collectBoxes(
  placed: readonly Placed[],
  containers: ReadonlyMap<string, OutlineContainer>,
): Map<string, Lined<OutlineBox>> {
  const boxes = new Map<string, MentionedBox>();
  for (const { statement, container } of placed) {
    const { line } = statement;
    for (const mention of mentionsOf(statement)) {
      const key = keyOf(mention.name);
      const isDeclared = statement.kind === "box";
      const known = containers.get(key);
      if (known) {
        if (!isDeclared && !mention.shape) continue;
        throw new OutlineError(line, `"${known.name}" is a container`);
      }
      const box = boxes.get(key) ?? newBox(key, mention.name, container, line);
      if (isDeclared) declare(box, container, line);
      else if (!box.isDeclared) box.container ??= container;
      if (mention.shape) giveShape(box, mention.shape, line);
      boxes.set(key, box);
    }
  }
  return new Map(
    [...boxes].map(([key, { name, shape, container, line }]) => [
      key,
      { key, name, shape, container, line },
    ]),
  );
}

function newBox(key: string, name: string, container: string | null, line: number): MentionedBox {
  return { key, name, shape: "box", container, line, hasShape: false, isDeclared: false };
}

function mentionsOf(statement: Statement): Mention[] {
  if (statement.kind === "box") return [statement.box];
  return statement.kind === "edge" ? [statement.from, statement.to] : [];
}

function declare(box: MentionedBox, container: string | null, line: number): void {
  if (box.isDeclared && box.container !== container)
    throw new OutlineError(line, `"${box.name}" was put elsewhere before`);
  box.isDeclared = true;
  box.container = container;
}

function giveShape(box: MentionedBox, shape: OutlineBox["shape"], line: number): void {
  if (box.hasShape && box.shape !== shape)
    throw new OutlineError(line, `"${box.name}" was a [${box.shape}] before`);
  box.hasShape = true;
  box.shape = shape;
}

function collectEdges(
  placed: readonly Placed[],
  containers: ReadonlyMap<string, OutlineContainer>,
  boxes: ReadonlyMap<string, OutlineBox>,
): OutlineEdge[] {
  const lines = new Map<string, number>();
  const edges: OutlineEdge[] = [];
  for (const { statement } of placed) {
    if (statement.kind !== "edge") continue;
    const { line, direction, label } = statement;
    const edge = {
      from: keyOf(statement.from.name),
      to: keyOf(statement.to.name),
      direction,
      label,
    };
    if (edge.from === edge.to && containers.has(edge.from))
      throw new OutlineError(line, "a container can't be joined to itself");
    if (isAround(edge.from, edge.to) || isAround(edge.to, edge.from))
      throw new OutlineError(line, "a container can't be joined to what it holds");
    const mark = JSON.stringify([
      ...(direction === "forward" ? [edge.from, edge.to] : [edge.from, edge.to].sort()),
      direction,
      label,
    ]);
    const twin = lines.get(mark);
    if (twin !== undefined) throw new OutlineError(line, `the same arrow as in line ${twin}`);
    lines.set(mark, line);
    edges.push(edge);
  }
  if (edges.length > MAX_EDGES)
    throw new OutlineError(1, `${edges.length} arrows; at most ${MAX_EDGES} can be drawn`);
  return edges;

  function isAround(outer: string, inner: string): boolean {
    let up = (boxes.get(inner) ?? containers.get(inner))?.container ?? null;
    while (up !== null && up !== outer) up = containers.get(up)?.container ?? null;
    return up !== null;
  }
}
