import { readBridge, type Bridge } from "./bridge";
import { compare, type Comparison, type Context } from "./compare";
import { hasOperator, numbersOf } from "./evaluate";
import type { Expression, Node } from "./expression";
import { isWrong } from "./is-wrong";
import { listCandidates, type Candidate, type Equation } from "./list-candidates";
import { parseExpression } from "./parse-expression";
import { readTokens, type Token } from "./read-tokens";
import { readUnits, type Unit } from "./units";
import { writeAmount } from "./write-amount";

/** A sum as it was written; offsets are UTF-16 in the text, end exclusive. */
export type Sum = {
  start: number;
  end: number;
  text: string;
  /** The expression, as written. */
  left: string;
  /** The result, as written. */
  stated: string;
  /** What the expression comes to, in the stated unit: 59.1 where GB are stated. */
  computed: number;
  /** "59.1 GB". */
  computedText: string;
  holds: boolean;
  /** Stated by computed: 10 is ten times too much. */
  offBy: number;
};

/** Our longest solution has 83 sums; behind so many a text isn't read on. */
const MAX_EQUATIONS = 400;
/** So many tokens before an expression may name the unit that its bare numbers have. */
const CONTEXT_TOKENS = 60;

/**
 * Every sum of a text: an expression, a word or sign of equality, and a result. A sum holds if any
 * sensible reading of it does, within 5 % or the rounding of the stated figure. One that doesn't is
 * in the list only where it can't well mean anything else; the rest is passed over.
 *
 * @returns in the order of the text
 */
export function findSums(text: string): Sum[] {
  const tokens = readTokens(text);
  const reader: Reader = { text, tokens, found: [], equations: 0 };
  readStretch(reader, 0, tokens.length);
  return reader.found.sort((one, other) => one.start - other.start);
}

type Reader = { text: string; tokens: readonly Token[]; found: Sum[]; equations: number };

function readStretch(reader: Reader, from: number, to: number): void {
  for (let at = from; at < to && reader.equations < MAX_EQUATIONS;) {
    const next = startsOperand(reader.tokens[at]) ? readAt(reader, at) : at;
    at = Math.max(next, at + 1);
  }
}

function startsOperand(token: Token | undefined): boolean {
  return token?.kind === "number" || token?.kind === "open" || token?.kind === "root";
}

/** The chain that begins at a token; returns where it ends. */
function readAt(reader: Reader, at: number): number {
  const { tokens } = reader;
  let left = parseExpression(tokens, at, false);
  if (!left) return skipRoots(tokens, at);
  let start = at;
  let isResult = false;
  readRemarks(reader, left);
  for (;;) {
    const bridge = readBridge(tokens, left.next);
    const right = bridge && parseExpression(tokens, bridge.next, false);
    if (!bridge || !right) {
      readCells(reader, left, start);
      return left.next;
    }
    readRemarks(reader, right);
    isResult = addBest(reader, { left, from: start, right, to: bridge.next, bridge, isResult });
    left = right;
    start = bridge.next;
  }
}

/** Where signs of roots have nothing to be the root of, none of the run begins a chain. */
function skipRoots(tokens: readonly Token[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === "root" || tokens[at]?.kind === "approx") at += 1;
  return at;
}

/** "59 GB (197 KB × 300K)" and "197 KB × 300K (59 GB)"; and sums of the remark's own. */
function readRemarks(reader: Reader, expression: Expression): void {
  for (const { from, to, of } of expression.remarks) {
    const inner = startsOperand(reader.tokens[from])
      ? parseExpression(reader.tokens, from, false)
      : null;
    const bridge: Bridge = { next: from, strength: "weak", isBound: false, isApart: false };
    if (inner?.next === to && of) {
      const isResult = !hasOperator(inner.node);
      const own: Expression = isResult ? expression : { ...expression, node: of };
      const isLast = of.token === numbersOf(expression.node).at(-1)?.token;
      if (!isResult || (isLast && hasOperator(own.node))) {
        addBest(reader, { left: own, from, right: inner, to: from, bridge, isResult: false });
      }
    }
    readStretch(reader, from, to);
  }
}

/** A table's row: an expression that fills its cell, and a number that fills the next. */
function readCells(reader: Reader, left: Expression, start: number): void {
  const { tokens } = reader;
  if (
    tokens[left.next]?.kind !== "cell" ||
    !/^(?:cell|comma)$/.test(tokens[start - 1]?.kind ?? "")
  ) {
    return;
  }
  const right = parseExpression(tokens, left.next + 1, false);
  if (!right || !/^(?:cell|break)$/.test(tokens[right.next]?.kind ?? "break")) return;
  const operands = Math.max(numbersOf(left.node).length, numbersOf(right.node).length);
  const strength = operands > 2 ? "verb" : "weak";
  const bridge: Bridge = { next: left.next + 1, strength, isBound: false, isApart: false };
  addBest(reader, { left, from: start, right, to: bridge.next, bridge, isResult: false });
}

/** Of all ways to take the two sides, the first that holds, else one that is surely wrong, if any. */
function addBest(reader: Reader, equation: Equation): boolean {
  reader.equations += 1;
  const context = readContext(reader.tokens, equation.from, equation.right.next);
  let wrong: { candidate: Candidate; comparison: Comparison } | null = null;
  for (const candidate of listCandidates(reader.tokens, equation)) {
    const comparison = compare(candidate.left, candidate.stated, context);
    if (comparison.holds) {
      reader.found.push(toSum(reader.text, candidate, comparison));
      return true;
    }
    if (isWrong(reader.text, candidate, comparison, equation.bridge)) {
      wrong ??= { candidate, comparison };
    }
  }
  if (wrong) reader.found.push(toSum(reader.text, wrong.candidate, wrong.comparison));
  return wrong !== null;
}

/** Units of time and data that are written shortly before, or right behind. */
function readContext(tokens: readonly Token[], from: number, to: number): Context {
  const units = new Map<number, Unit>();
  let isPerMillion = false;
  for (let at = Math.max(0, from - CONTEXT_TOKENS); at < Math.min(tokens.length, to + 8); at += 1) {
    if (at === from) at = to;
    isPerMillion ||= /^(?:(?:1 ?)?M|(?:a |1 )?million)$/i.test(tokens[at]?.text ?? "");
    for (const unit of unitsAt(tokens[at])) {
      if (unit.dimension === "time" || unit.dimension === "data") units.set(unit.size, unit);
    }
  }
  return { units: [...units.values()], isPerMillion };
}

function unitsAt(token: Token | undefined): Unit[] {
  if (token?.kind === "number") return token.readings.flatMap(({ units }) => units);
  return token?.kind === "word" ? (readUnits(token.text)[0] ?? []) : [];
}

/** Without the nouns behind the last unit, where it is a single number. */
function trimmedEnd(node: Node): number {
  return node.kind === "number" ? node.unitEnd : node.end;
}

function toSum(text: string, { left, stated }: Candidate, comparison: Comparison): Sum {
  const start = Math.min(left.start, stated.start);
  const end = Math.max(trimmedEnd(left), trimmedEnd(stated));
  const { computed, computedText } = writeAmount(text, stated, comparison.offBy);
  return {
    start,
    end,
    text: text.slice(start, end),
    left: text.slice(left.start, trimmedEnd(left)),
    stated: text.slice(stated.start, trimmedEnd(stated)),
    computed,
    computedText,
    holds: comparison.holds,
    offBy: comparison.offBy,
  };
}
