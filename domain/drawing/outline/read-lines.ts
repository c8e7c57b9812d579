import { normalize } from "../../text/normalize";
import { OutlineError, type OutlineEdge, type Shape } from "./outline";

/** The reader of drawings takes a longer text in a box for a note. */
const MAX_NAME_CHARS = 80;
const MAX_LABEL_CHARS = 80;

const SHAPES: readonly Shape[] = ["box", "store", "decision", "person"];
const ARROW = /<-{1,2}>|-{1,2}>|<-{1,2}|--/;
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
        return readLine(raw.trim(), i + 1) ?? [];
      } catch (error) {
        if (!(error instanceof OutlineError)) throw error;
        report(error);
        return [];
      }
    });
}

function readLine(text: string, line: number): Statement | null {
  if (text === "" || text.startsWith("#")) return null;
  if (text === "}") return { kind: "close", line };
  const masked = maskQuotes(text);
  const arrow = ARROW.exec(masked);
  if (arrow) return readEdge(text, masked, arrow, line);
  if (masked.endsWith("{")) {
    const { name, shape } = readMention(text.slice(0, -1), line);
    if (shape) throw new OutlineError(line, "a container has no shape");
    return { kind: "open", name, line };
  }
  if (/[{}]/.test(masked))
    throw new OutlineError(line, "write { at the end of a line and } on a line of its own");
  const box = readMention(text, line);
  return { kind: "box", box, isPlain: box.shape === null && !text.startsWith('"'), line };
}

function readEdge(text: string, masked: string, arrow: RegExpExecArray, line: number): Statement {
  const after = arrow.index + arrow[0].length;
  const colon = masked.indexOf(":", after);
  const end = colon < 0 ? text.length : colon;
  if (ARROW.test(masked.slice(after, end)))
    throw new OutlineError(line, "one arrow per line, please");
  const left = readMention(text.slice(0, arrow.index), line);
  const right = readMention(text.slice(after, end), line);
  const label = colon < 0 ? null : readLabel(text.slice(colon + 1), line);
  const toLeft = arrow[0].startsWith("<");
  const toRight = arrow[0].endsWith(">");
  const [from, to] = toLeft && !toRight ? [right, left] : [left, right];
  const direction = toLeft && toRight ? "both" : toLeft || toRight ? "forward" : "none";
  return { kind: "edge", from, to, direction, label, line };
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
