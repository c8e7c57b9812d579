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

/** A longer name that stands alone is more likely a sentence, or an arrow without its sign. */
const MAX_PLAIN_WORDS = 3;
const FORGOTTEN_ARROW = /(?:^|\s)[-=–—]+(?:\s|$)|[=~]>|[→⇒⟶]/u;

type Report = (error: OutlineError) => void;
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
  const { outline, errors } = readOutline(text);
  if (errors[0]) throw errors[0];
  if (outline.boxes.length === 0) throw new OutlineError(1, "nothing to draw");
  return outline;
}

/**
 * Reads what can be read of an outline, and says of each other line why it can't.
 *
 * @param isKnown whether a component of that key is on the canvas already: its bare name is no riddle
 * @returns errors in the order in which they were found: the first may have led to the others
 * @throws OutlineError where the whole is too large to be drawn
 */
export function readOutline(
  text: string,
  isKnown: (key: string) => boolean = () => false,
): { outline: Outline; errors: OutlineError[] } {
  const errors: OutlineError[] = [];
  const report: Report = (error) => void errors.push(error);
  const containers = new Map<string, Lined<OutlineContainer>>();
  const placed = place(readLines(text, report), containers, report);
  const meant = withoutRiddles(placed, containers, isKnown, report);
  const boxes = collectBoxes(meant, containers, report);
  dropEmpty(containers, boxes, report);
  if (boxes.size > MAX_BOXES)
    throw new OutlineError(1, `${boxes.size} boxes; at most ${MAX_BOXES} can be drawn`);
  const edges = collectEdges(meant, containers, boxes, report);
  const unlined = <T extends { line: number }>({ line: _line, ...rest }: T) => rest;
  const outline = {
    boxes: [...boxes.values()].map(unlined),
    containers: [...containers.values()].map(unlined),
    edges,
  };
  return { outline, errors };
}

function keyOf(name: string): string {
  return name.toLowerCase();
}

/** Finds the containers, and the one around every other statement. */
function place(
  statements: readonly Statement[],
  containers: Map<string, Lined<OutlineContainer>>,
  report: Report,
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
      if (first)
        report(new OutlineError(line, `"${name}" was opened before, in line ${first.line}`));
      // Opened again, it takes what follows nevertheless.
      const opened = first ?? { key, name, container, line };
      containers.set(key, opened);
      open.push(opened);
    } else if (statement.kind === "close") {
      if (!open.pop()) report(new OutlineError(line, "} without {"));
    } else placed.push({ statement, container });
  }
  const unclosed = open[open.length - 1];
  if (unclosed) report(new OutlineError(unclosed.line, `"${unclosed.name}" has no closing }`));
  return placed;
}

/**
 * A name alone on its line is a box where that is plain: in a container, named by an arrow or drawn
 * already, or short. All else is left out and reported.
 */
function withoutRiddles(
  placed: readonly Placed[],
  containers: ReadonlyMap<string, OutlineContainer>,
  isKnown: (key: string) => boolean,
  report: Report,
): Placed[] {
  const named = new Set(
    placed.flatMap(({ statement }) =>
      statement.kind === "edge" ? mentionsOf(statement).map(({ name }) => keyOf(name)) : [],
    ),
  );
  return placed.filter(({ statement, container }) => {
    if (statement.kind !== "box" || !statement.isPlain) return true;
    const { name } = statement.box;
    const key = keyOf(name);
    if (named.has(key) || containers.has(key) || isKnown(key)) return true;
    const isArrowLike = FORGOTTEN_ARROW.test(name);
    const isLong = name.split(" ").length > MAX_PLAIN_WORDS;
    if (!isArrowLike && (container !== null || !isLong)) return true;
    const advice = isArrowLike
      ? "an arrow is written ->"
      : `a component is written "${name}" [box]`;
    report(new OutlineError(statement.line, `not an arrow or a component: “${name}” (${advice})`));
    return false;
  });
}

/** Containers that hold nothing, and those that then hold nothing either. */
function dropEmpty(
  containers: Map<string, Lined<OutlineContainer>>,
  boxes: ReadonlyMap<string, OutlineBox>,
  report: Report,
): void {
  const filled = new Set<string | null>([...boxes.values()].map(({ container }) => container));
  // Inner ones were opened after the ones around them.
  for (const { key, name, line, container } of [...containers.values()].toReversed()) {
    if (filled.has(key)) filled.add(container);
    else {
      report(new OutlineError(line, `the container "${name}" holds nothing`));
      containers.delete(key);
    }
  }
}

type MentionedBox = Lined<OutlineBox> & { hasShape: boolean; isDeclared: boolean };

function collectBoxes(
  placed: readonly Placed[],
  containers: ReadonlyMap<string, OutlineContainer>,
  report: Report,
): Map<string, Lined<OutlineBox>> {
  const boxes = new Map<string, MentionedBox>();
  for (const { statement, container } of placed) {
    const { line } = statement;
    for (const mention of mentionsOf(statement)) {
      const key = keyOf(mention.name);
      const isDeclared = statement.kind === "box";
      const known = containers.get(key);
      if (known) {
        if (isDeclared || mention.shape)
          report(new OutlineError(line, `"${known.name}" is a container`));
        continue;
      }
      const box = boxes.get(key) ?? newBox(key, mention.name, container, line);
      if (isDeclared) declare(box, container, line, report);
      else if (!box.isDeclared) box.container ??= container;
      if (mention.shape) giveShape(box, mention.shape, line, report);
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

function declare(box: MentionedBox, container: string | null, line: number, report: Report): void {
  if (box.isDeclared && box.container !== container)
    return report(new OutlineError(line, `"${box.name}" was put elsewhere before`));
  box.isDeclared = true;
  box.container = container;
}

function giveShape(
  box: MentionedBox,
  shape: OutlineBox["shape"],
  line: number,
  report: Report,
): void {
  if (box.hasShape && box.shape !== shape)
    return report(new OutlineError(line, `"${box.name}" was a [${box.shape}] before`));
  box.hasShape = true;
  box.shape = shape;
}

function collectEdges(
  placed: readonly Placed[],
  containers: ReadonlyMap<string, OutlineContainer>,
  boxes: ReadonlyMap<string, OutlineBox>,
  report: Report,
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
    // An end that was a container which holds nothing is not there.
    if (![edge.from, edge.to].every((key) => boxes.has(key) || containers.has(key))) continue;
    const mark = JSON.stringify([
      ...(direction === "forward" ? [edge.from, edge.to] : [edge.from, edge.to].sort()),
      direction,
      label,
    ]);
    const twin = lines.get(mark);
    const wrong =
      edge.from === edge.to && containers.has(edge.from)
        ? "a container can't be joined to itself"
        : isAround(edge.from, edge.to) || isAround(edge.to, edge.from)
          ? "a container can't be joined to what it holds"
          : twin !== undefined
            ? `the same arrow as in line ${twin}`
            : null;
    if (wrong !== null) {
      report(new OutlineError(line, wrong));
      continue;
    }
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
