import { OutlineError } from "../outline/outline";
import type { Shape } from "../outline/outline";

/** Brackets around a node's text, the longer ones first, and what they are drawn as. */
const BRACKETS: readonly (readonly [string, string, Shape])[] = [
  ["[(", ")]", "store"],
  ["([", "])", "box"],
  ["[[", "]]", "box"],
  ["((", "))", "box"],
  ["{{", "}}", "box"],
  ["[/", "/]", "box"],
  ["[\\", "\\]", "box"],
  ["[", "]", "box"],
  ["(", ")", "box"],
  ["{", "}", "decision"],
  [">", "]", "box"],
];
const HEADER = /^(?:flowchart|graph)(?:\s+(?:TB|TD|BT|RL|LR))?\s*;?$/i;
/** Looks and behaviour; a drawing here has its own. */
const IGNORED = /^(?:%%|classDef\b|class\b|style\b|linkStyle\b|click\b|direction\b)/;
const ARROW = /^\s*(<?)(?:-{2,}|={2,}|-\.+-)(>|x\b|o\b)?(?:\|([^|]*)\|)?\s*/;
/** `A -- words --> B`, and the same with thick and dotted lines: what stands before and behind the words. */
const BEFORE_WORDS = /^\s*(<?)(?:--|==|-\.)\s+/;
const BEHIND_WORDS = /\s(?:-{2,}|={2,}|\.+-)(>)?\s*/;

type Node = { name: string; shape: Shape; home: string | null };
type Link = { from: string; to: string; arrow: string; label: string };
type Chart = { nodes: Map<string, Node>; links: Link[]; titles: Map<string, string> };

/** Whether a text is meant as a Mermaid flowchart. */
export function isMermaid(text: string): boolean {
  return /^\s*(?:%%.*[\r\n]\s*)*(?:flowchart|graph)(?:\s+(?:TB|TD|BT|RL|LR))?[^\S\n]*(?:[;\r\n]|$)/i.test(
    text,
  );
}

/**
 * Writes a Mermaid flowchart as an outline (docs/drawing.md): nodes with their shapes, links with
 * their labels, subgraphs. Styles and clicks are left out.
 *
 * @throws OutlineError naming the line that can't be read
 */
export function fromMermaid(text: string): string {
  const { outline, errors } = readMermaid(text);
  if (errors[0]) throw errors[0];
  return outline;
}

/** The same of what can be read of a flowchart, and why each other line can't be. */
export function readMermaid(text: string): { outline: string; errors: OutlineError[] } {
  const chart: Chart = { nodes: new Map(), links: [], titles: new Map() };
  const errors: OutlineError[] = [];
  const open: string[] = [];
  const parents = new Map<string, string | null>();
  text.split(/\r\n|\r|\n/).forEach((raw, at) => {
    for (const part of splitStatements(raw)) {
      const statement = part.trim();
      if (statement === "" || HEADER.test(statement) || IGNORED.test(statement)) continue;
      if (/^end$/i.test(statement)) {
        if (open.pop() === undefined) errors.push(new OutlineError(at + 1, "end without subgraph"));
      } else if (/^subgraph\b/i.test(statement)) {
        const { id, title } = readSubgraph(statement, chart.titles.size);
        parents.set(id, open.at(-1) ?? null);
        chart.titles.set(id, title);
        open.push(id);
      } else {
        const error = tryChain(statement, at + 1, open.at(-1) ?? null, chart);
        if (error) errors.push(error);
      }
    }
  });
  if (open.length > 0) errors.push(new OutlineError(1, "a subgraph has no end"));
  return { outline: write(chart, parents), errors };
}

/** Reads a statement whole or not at all. */
function tryChain(
  statement: string,
  line: number,
  home: string | null,
  chart: Chart,
): OutlineError | null {
  const [nodes, links] = [chart.nodes.size, chart.links.length];
  try {
    readChain(statement, line, home, chart);
    return null;
  } catch (error) {
    if (!(error instanceof OutlineError)) throw error;
    for (const id of [...chart.nodes.keys()].slice(nodes)) chart.nodes.delete(id);
    chart.links.length = links;
    return error;
  }
}

/** Statements of a line end with `;`, which may also stand in quotes. */
function splitStatements(line: string): string[] {
  return line.match(/(?:"[^"]*"|[^;"])+|"/g) ?? [];
}

function readSubgraph(statement: string, count: number): { id: string; title: string } {
  const rest = statement.slice("subgraph".length).trim();
  const bracket = /^([^\s[]+)\s*\[(.*)\]$/.exec(rest);
  const id = bracket?.[1] ?? (rest === "" ? `group ${count + 1}` : rest);
  return { id: clean(id), title: clean(bracket?.[2] ?? id) };
}

function readChain(statement: string, line: number, home: string | null, chart: Chart): void {
  let [left, rest] = readGroup(statement, line, home, chart);
  while (rest.trim() !== "") {
    const found = readWorded(rest) ?? readPlain(rest);
    if (!found) throw new OutlineError(line, `can't read “${rest.trim().slice(0, 40)}”`);
    const label = clean(found.words);
    const [right, after] = readGroup(rest.slice(found.length), line, home, chart);
    const arrow = found.isBack ? "<->" : found.hasHead ? "->" : "--";
    for (const from of left) for (const to of right) chart.links.push({ from, to, arrow, label });
    [left, rest] = [right, after];
  }
}

type Arrow = { isBack: boolean; hasHead: boolean; words: string; length: number };

function readWorded(text: string): Arrow | null {
  const before = BEFORE_WORDS.exec(text);
  if (!before) return null;
  const from = before[0].length;
  const behind = BEHIND_WORDS.exec(text.slice(from));
  if (!behind || behind.index === 0) return null;
  return {
    isBack: before[1] === "<",
    hasHead: behind[1] !== undefined,
    words: text.slice(from, from + behind.index),
    length: from + behind.index + behind[0].length,
  };
}

function readPlain(text: string): Arrow | null {
  const found = ARROW.exec(text);
  if (!found) return null;
  const [whole, back, head, words = ""] = found;
  return { isBack: back === "<", hasHead: head !== undefined, words, length: whole.length };
}

/** One node, or several joined by `&`. */
function readGroup(
  text: string,
  line: number,
  home: string | null,
  chart: Chart,
): [string[], string] {
  const ids: string[] = [];
  let rest = text;
  for (;;) {
    const [id, after] = readNode(rest, line, home, chart);
    ids.push(id);
    const joined = /^\s*&\s*/.exec(after);
    if (!joined) return [ids, after];
    rest = after.slice(joined[0].length);
  }
}

function readNode(
  text: string,
  line: number,
  home: string | null,
  { nodes, titles }: Chart,
): [string, string] {
  const id = /^\s*([\p{L}\p{N}_](?:[\p{L}\p{N}_.]|-(?![-.]))*)/u.exec(text);
  const name = id?.[1];
  if (!id || name === undefined) {
    throw new OutlineError(line, `a component is missing before “${text.trim().slice(0, 40)}”`);
  }
  let rest = text.slice(id[0].length);
  const known = nodes.get(name);
  const node = known ?? { name, shape: "box", home };
  node.home ??= home;
  const bracket = BRACKETS.find(([opening]) => rest.startsWith(opening));
  if (bracket) {
    const [opening, closing, shape] = bracket;
    const end = findClosing(rest, opening.length, closing);
    if (end < 0) throw new OutlineError(line, `${name}${opening} has no closing ${closing}`);
    node.name = clean(rest.slice(opening.length, end)) || name;
    node.shape = shape;
    rest = rest.slice(end + closing.length);
  }
  rest = rest.replace(/^:::[\w-]+/, "");
  if (!titles.has(name)) nodes.set(name, node);
  return [name, rest];
}

/** The closing bracket outside of quotes. */
function findClosing(text: string, from: number, closing: string): number {
  const masked = text.replace(/"[^"]*"/g, (quoted) => "x".repeat(quoted.length));
  return masked.indexOf(closing, from);
}

function clean(text: string): string {
  return text
    .replace(/<br\s*\/?>/gi, " ")
    .trim()
    .replace(/^"?`?|`?"?$/g, "")
    .replaceAll('"', "'")
    .replace(/\s+/gu, " ")
    .trim();
}

function write({ nodes, links, titles }: Chart, parents: ReadonlyMap<string, string | null>) {
  const taken = new Map<string, string>();
  const names = new Map<string, string>();
  for (const [id, name] of [...titles, ...[...nodes].map(([id, n]) => [id, n.name] as const)]) {
    // Two nodes may be written alike; here a name is one component.
    const isTaken = taken.has(name.toLowerCase());
    const own = isTaken ? `${name} (${id})` : name;
    taken.set(own.toLowerCase(), id);
    names.set(id, `"${own}"`);
  }
  const lines: string[] = [];
  const writeGroup = (group: string | null, indent: string): void => {
    for (const [id, { shape, home }] of nodes) {
      if (home === group) lines.push(`${indent}${names.get(id)} [${shape}]`);
    }
    for (const [id, parent] of parents) {
      if (parent !== group) continue;
      lines.push(`${indent}${names.get(id)} {`);
      writeGroup(id, `${indent}  `);
      lines.push(`${indent}}`);
    }
  };
  writeGroup(null, "");
  const drawn = new Set<string>();
  for (const { from, to, arrow, label } of links) {
    const line = `${names.get(from)} ${arrow} ${names.get(to)}${label === "" ? "" : `: ${label}`}`;
    if (!drawn.has(line)) lines.push(line);
    drawn.add(line);
  }
  return lines.join("\n");
}
