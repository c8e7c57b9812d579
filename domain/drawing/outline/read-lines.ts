import { normalize } from "../../text/normalize";
import { OutlineError, type OutlineEdge, type Shape } from "./outline";

/** The reader of drawings takes a longer text in a box for a note. */
const MAX_NAME_CHARS = 80;
const MAX_LABEL_CHARS = 80;

const SHAPES: readonly Shape[] = ["box", "store", "decision", "person"];
/** Mermaid's longer arrows, too: `--->`, `---`. */
const ARROW = /<-{1,6}>|-{1,6}>|<-{1,6}|-{2,6}/g;
/** Mermaid's labels: `A -->|label| B`, and `A -- label --> B`. */
const PIPED_LABEL = /\s*\|([^|]*)\|/y;
const BEFORE_WORDS = /^-{2,}$/;
const BEHIND_WORDS = /^-{2,}>$/;
const NEEDS_QUOTES = /["{}[\]:]|^-|-$|^[<>]|[<>]$/;

export type Mention = { name: string; shape: Shape | null };
export type Statement = { line: number } & (
  | { kind: "open"; name: string }
  | { kind: "close" }
  /** `isPlain`: a name and nothing else, neither quoted nor with a shape. */
  | { kind: "box"; box: Mention; isPlain: boolean }
  | {
      kind: "edge";
      from: Mention;
      to: Mention;
      direction: OutlineEdge["direction"];
      label: string | null;
    }
);

/**
 * Reads each line by itself; what the lines mean together is not looked at here. A line that can't be
 * read is reported and left out.
 */
export function readLines(text: string, report: (error: OutlineError) => void): Statement[] {
  return normalize(text, "NFC")
    .split(/\r\n|\r|\n/)
    .flatMap((raw, i) => {
      try {
        return readLine(raw.trim(), i + 1);
      } catch (error) {
        if (!(error instanceof OutlineError)) throw error;
        report(error);
        return [];
      }
    });
}

function readLine(text: string, line: number): Statement[] {
  if (text === "" || text.startsWith("#")) return [];
  if (text === "}") return [{ kind: "close", line }];
  const masked = maskQuotes(text);
  if (findSign(masked, 0)) return readChain(text, masked, line);
  if (masked.endsWith("{")) {
    const { name, shape } = readMention(text.slice(0, -1), line);
    if (shape) throw new OutlineError(line, "a container has no shape");
    return [{ kind: "open", name, line }];
  }
  if (/[{}]/.test(masked))
    throw new OutlineError(line, "write { at the end of a line and } on a line of its own");
  const box = readMention(text, line);
  return [{ kind: "box", box, isPlain: box.shape === null && !text.startsWith('"'), line }];
}

/** One arrow after the other; what follows the first colon behind an arrow is the label of that arrow. */
function readChain(text: string, masked: string, line: number): Statement[] {
  const edges: Statement[] = [];
  let arrow = findArrow(text, masked, 0);
  let left = readMention(text.slice(0, arrow?.start), line);
  while (arrow) {
    const { sign, end, words } = arrow;
    const next = findArrow(text, masked, end);
    const colon = masked.slice(end, next?.start).indexOf(":");
    const isLast = colon >= 0 || next === null;
    const right = readMention(text.slice(end, colon >= 0 ? end + colon : next?.start), line);
    const label = colon < 0 ? null : readLabel(text.slice(end + colon + 1), line);
    if (label !== null && words !== null)
      throw new OutlineError(line, "an arrow has one label: after its colon, or in the arrow");
    edges.push(toEdge(left, sign, right, label ?? (words && readLabel(words, line)), line));
    [left, arrow] = [right, isLast ? null : next];
  }
  return edges;
}

function toEdge(
  left: Mention,
  sign: string,
  right: Mention,
  label: string | null,
  line: number,
): Statement {
  const toLeft = sign.startsWith("<");
  const toRight = sign.endsWith(">");
  const [from, to] = toLeft && !toRight ? [right, left] : [left, right];
  const direction = toLeft && toRight ? "both" : toLeft || toRight ? "forward" : "none";
  return { kind: "edge", from, to, direction, label, line };
}

type Sign = { sign: string; start: number; end: number };
type Arrow = Sign & { words: string | null };

/** The next arrow of a line, with the label that Mermaid writes inside of it. */
function findArrow(text: string, masked: string, from: number): Arrow | null {
  const first = findSign(masked, from);
  if (!first) return null;
  const head = BEFORE_WORDS.test(first.sign) ? findSign(masked, first.end) : null;
  if (head && BEHIND_WORDS.test(head.sign)) {
    const words = text.slice(first.end, head.start);
    if (words.trim() !== "" && !words.includes(":")) return { ...head, start: first.start, words };
  }
  PIPED_LABEL.lastIndex = first.end;
  const words = PIPED_LABEL.exec(text)?.[1] ?? null;
  return { ...first, end: words === null ? first.end : PIPED_LABEL.lastIndex, words };
}

function findSign(masked: string, from: number): Sign | null {
  ARROW.lastIndex = from;
  const sign = ARROW.exec(masked)?.[0];
  return sign === undefined
    ? null
    : { sign, start: ARROW.lastIndex - sign.length, end: ARROW.lastIndex };
}

/** Quoted stretches are blanked out, so that signs inside them mean nothing. */
function maskQuotes(text: string): string {
  return text.replace(/"[^"]*"/g, (quoted) => "x".repeat(quoted.length));
}

function readMention(part: string, line: number): Mention {
  const trimmed = part.trim();
  const hint = /\[([^[\]]*)\]$/.exec(maskQuotes(trimmed));
  const words = (hint ? trimmed.slice(0, hint.index) : trimmed).trim();
  const quoted = /^"([^"]*)"$/.exec(words)?.[1];
  if (quoted === undefined && NEEDS_QUOTES.test(words))
    throw new OutlineError(line, `can't read the name ${words}: special characters need "quotes"`);
  const name = collapse(quoted ?? words);
  if (name === "") throw new OutlineError(line, "a name is missing");
  if (!/\p{L}/u.test(name)) throw new OutlineError(line, `the name "${name}" has no letter`);
  if (name.length > MAX_NAME_CHARS)
    throw new OutlineError(line, `a name has at most ${MAX_NAME_CHARS} characters`);
  return { name, shape: hint ? readShape(hint[1] ?? "", line) : null };
}

function readShape(hint: string, line: number): Shape {
  const shape = SHAPES.find((s) => s === hint.trim().toLowerCase());
  if (shape) return shape;
  throw new OutlineError(line, `no shape [${hint.trim()}]: use ${SHAPES.join(", ")}`);
}

function readLabel(part: string, line: number): string | null {
  const words = collapse(part);
  const label = collapse(/^"([^"]*)"$/.exec(words)?.[1] ?? words);
  if (label === "") return null;
  if (!/[\p{L}\p{N}]/u.test(label))
    throw new OutlineError(line, "a label needs a letter or a figure");
  if (label.length > MAX_LABEL_CHARS)
    throw new OutlineError(line, `a label has at most ${MAX_LABEL_CHARS} characters`);
  return label;
}

function collapse(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
