import { findClose, peek, toNumber } from "./expression";
import type { Cursor, Expression, Node, NumberNode, Op, Part } from "./expression";
import { readAdder, readMultiplier } from "./operators";
import { isShare, readPhrase, STOPS } from "./read-phrase";
import type { NumberToken, Token } from "./read-tokens";

const MAX_TOKENS = 120;
const MAX_DEPTH = 8;
const MAX_LABEL_WORDS = 4;

/**
 * The expression that begins at a token, as long as it goes; null where none begins. `ranges` reads
 * "20–30" and "20 to 30" as two ends instead of a difference.
 */
export function parseExpression(
  tokens: readonly Token[],
  from: number,
  ranges: boolean,
): Expression | null {
  const last = Math.min(tokens.length, from + MAX_TOKENS);
  const cursor: Cursor = {
    tokens,
    from,
    at: from,
    last,
    depth: 0,
    ranges,
    softAt: [],
    remarks: [],
    isOpen: false,
    isLoose: false,
  };
  const node = readSum(cursor);
  const { softAt, remarks, isOpen, isLoose } = cursor;
  return node && { node, next: cursor.at, softAt, remarks, isOpen, isLoose };
}

function readSum(cursor: Cursor): Node | null {
  return readChain(cursor, "sum", readProduct, readAdder);
}

function readProduct(cursor: Cursor): Node | null {
  return readChain(cursor, "product", readPower, (own, before) =>
    readMultiplier(
      own,
      before,
      before.kind === "number" && before.end === before.unitEnd && isShare(before),
    ),
  );
}

function readChain(
  cursor: Cursor,
  kind: "sum" | "product",
  readPart: (cursor: Cursor) => Node | null,
  readOp: (cursor: Cursor, before: Node) => Op | null,
): Node | null {
  const first = readPart(cursor);
  if (!first) return null;
  const rest: Part[] = [];
  for (;;) {
    const { at, isOpen, isLoose } = cursor;
    const [softs, remarks] = [cursor.softAt.length, cursor.remarks.length];
    const op = readOp(cursor, rest.at(-1)?.node ?? first);
    const isSoft = cursor.softAt.length > softs || cursor.tokens[at]?.text === "over";
    const node = op && readPart(cursor);
    if (!op || !node) {
      Object.assign(cursor, { at, isOpen, isLoose });
      cursor.softAt.length = softs;
      cursor.remarks.length = remarks;
      break;
    }
    rest.push({ op, node, isSoft, isPer: /^per$/i.test(cursor.tokens[at]?.text ?? "") });
  }
  const end = rest.at(-1)?.node.end ?? first.end;
  return rest.length === 0 ? first : { kind, first, rest, start: first.start, end };
}

function readPower(cursor: Cursor): Node | null {
  const base = readAtom(cursor);
  const token = peek(cursor);
  if (!base || !token) return base;
  if (token.kind === "power") {
    cursor.at += 1;
    const { start, end } = token;
    const exponent = toNumber({ start, end, value: token.exponent });
    return readTail(cursor, { kind: "power", base, exponent, start: base.start, end });
  }
  if (token.kind !== "op" || token.op !== "^") return base;
  cursor.at += 1;
  const exponent = readAtom(cursor);
  return exponent && { kind: "power", base, exponent, start: base.start, end: exponent.end };
}

function readAtom(cursor: Cursor): Node | null {
  while (cursor.at > cursor.from && /^[~∼≈]$/.test(peek(cursor)?.text ?? "")) cursor.at += 1;
  const token = peek(cursor);
  if (!token) return null;
  if (token.kind === "number") return readNumber(cursor, token);
  if (token.kind === "open") return readGroup(cursor, token);
  const place = { start: token.start, end: token.end };
  if (token.kind === "root") {
    cursor.at += 1;
    const base = readAtom(cursor);
    const exponent = toNumber({ ...place, value: 0.5 });
    return base && { kind: "power", base, exponent, start: token.start, end: base.end };
  }
  if (token.kind === "op" && token.op === "-" && peek(cursor, 1)?.kind === "number") {
    cursor.at += 1;
    const node = readAtom(cursor);
    const first = toNumber({ ...place, value: 0 });
    const negated = node && { first, rest: [{ op: "-" as const, node }] };
    return negated && { kind: "sum", ...negated, start: token.start, end: node.end };
  }
  return cursor.at === cursor.from ? null : readLabelled(cursor, token);
}

/** "+ clean-up 10", "+ clean-up (10)": the number behind its label; "× layers ×": a name instead of a number. */
function readLabelled(cursor: Cursor, first: Token): Node | null {
  let words = 0;
  for (; words < MAX_LABEL_WORDS; words += 1) {
    const token = peek(cursor, words);
    if (token?.kind !== "word" || STOPS.has(token.text.toLowerCase())) break;
  }
  const next = peek(cursor, words);
  if (words === 0 || !next || !/^(?:number|open|op|relation)$/.test(next.kind)) return null;
  cursor.at += words;
  if (next.kind === "open") return readGroup(cursor, next);
  if (next.kind === "number") return readNumber(cursor, next);
  const end = cursor.tokens[cursor.at - 1]?.end ?? first.end;
  return { kind: "unknown", start: first.start, end };
}

function readGroup(cursor: Cursor, open: Token): Node | null {
  if (cursor.depth >= MAX_DEPTH) return null;
  const from = cursor.at + 1;
  cursor.at += 1;
  cursor.depth += 1;
  const first = readSum(cursor);
  cursor.depth -= 1;
  if (!first) return null;
  if (peek(cursor)?.kind === "relation") {
    const close = findClose(cursor, cursor.at);
    if (close === null) return null;
    cursor.remarks.push({ from, to: close, of: null });
    cursor.at = close;
  }
  const close = peek(cursor);
  if (close?.kind !== "close") return null;
  cursor.at += 1;
  return readTail(cursor, { kind: "product", first, rest: [], start: open.start, end: close.end });
}

/** The unit behind a bracket or a power: "(4 + 8) ms". */
function readTail(cursor: Cursor, first: Node): Node {
  const start = cursor.tokens[cursor.at - 1]?.end ?? first.end;
  const unit = readPhrase(cursor, toNumber({ start, end: start, value: 1 }), true);
  if (unit.unitEnd <= start) return first;
  const rest: Part[] = [{ op: "*", node: { ...unit, isBare: false } }];
  return { kind: "product", first, rest, start: first.start, end: unit.end };
}

function readNumber(cursor: Cursor, token: NumberToken): Node {
  cursor.at += 1;
  const low = toNode(token);
  const high = cursor.ranges ? readHighEnd(cursor) : null;
  if (!high) {
    const takesUnit = token.readings.every(({ units }) => units.length === 0);
    return readPhrase(cursor, low, takesUnit);
  }
  const whole = readPhrase(cursor, high, true);
  return { kind: "range", low, high: whole, start: low.start, end: whole.end };
}

function readHighEnd(cursor: Cursor): NumberNode | null {
  const [dash, token] = [peek(cursor), peek(cursor, 1)];
  const isDash = dash?.kind === "op" && dash.op === "range";
  const isTo = dash?.kind === "word" && dash.text.toLowerCase() === "to";
  if (!(isDash || isTo) || token?.kind !== "number") return null;
  cursor.at += 2;
  return toNode(token);
}

function toNode(token: NumberToken): NumberNode {
  const { start, end, readings } = token;
  return { kind: "number", token, readings, start, end, unitEnd: end, isBare: true };
}
