import { readBridge, type Bridge } from "./bridge";
import { compare, hasPart, type Comparison, type Context } from "./compare";
import { dimensionsOf, hasKind, numbersOf, PLAIN } from "./evaluate";
import type { Expression, Node, NumberNode } from "./expression";
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

const MAX_SUMS = 500;
/** So many tokens before an expression may name the unit that its bare numbers have. */
const CONTEXT_TOKENS = 60;
const MAX_STARTS = 4;
const MAX_CUT = 6;
/** Not by powers of ten: so far off, another sum is meant; the second where units don't match. */
const FAR_OFF = 30;
const FEW = 6;

/**
 * Every sum of a text: an expression, a word or sign of equality, and a result. A sum holds if any
 * sensible reading of it does, within 5 % or the rounding of the stated figure. One that doesn't is
 * in the list only where it can't well mean anything else; the rest is passed over.
 *
 * @returns in the order of the text
 */
export function findSums(text: string): Sum[] {
  const tokens = readTokens(text);
  const found: Sum[] = [];
  const reader = { text, tokens, found };
  for (let at = 0; at < tokens.length && found.length < MAX_SUMS;) {
    const next = startsOperand(tokens[at]) ? readAt(reader, at) : at;
    at = Math.max(next, at + 1);
  }
  return found.sort((one, other) => one.start - other.start);
}

type Reader = { text: string; tokens: readonly Token[]; found: Sum[] };

function startsOperand(token: Token | undefined): boolean {
  return token?.kind === "number" || token?.kind === "open" || token?.kind === "root";
}

/** The chain that begins at a token; returns where it ends. */
function readAt(reader: Reader, at: number): number {
  const { tokens } = reader;
  let left = parseExpression(tokens, at, false);
  if (!left) return at;
  let start = at;
  readRemarks(reader, left);
  for (;;) {
    const bridge = readBridge(tokens, left.next);
    const right = bridge && parseExpression(tokens, bridge.next, false);
    if (!bridge || !right) {
      readCells(reader, left, start);
      return left.next;
    }
    readRemarks(reader, right);
    addBest(reader, { left, from: start, right, to: bridge.next, bridge });
    left = right;
    start = bridge.next;
  }
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
        addBest(reader, { left: own, from, right: inner, to: from, bridge });
      }
    }
    for (let at = from; at < to;) {
      const next = startsOperand(reader.tokens[at]) ? readAt(reader, at) : at;
      at = Math.max(next, at + 1);
    }
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
  addBest(reader, { left, from: start, right, to: bridge.next, bridge });
}

function hasOperator(node: Node): boolean {
  // A bracket around a single number is none.
  if (node.kind === "product" && node.rest.length === 0) return hasOperator(node.first);
  return node.kind === "sum" || node.kind === "product" || node.kind === "power";
}

type Equation = {
  left: Expression;
  /** Index of the token where it begins, for readings that begin later. */
  from: number;
  right: Expression;
  to: number;
  bridge: Bridge;
};
/** `isSoft`: may well be no sum. `isLoose`: is one only if it holds. */
type Candidate = { left: Node; stated: Node; isSoft: boolean; isLoose?: boolean };

/** Of all ways to take the two sides, the first that holds, else one that is surely wrong. */
function addBest(reader: Reader, equation: Equation): void {
  const { bridge } = equation;
  const context = readContext(reader.tokens, equation.from, equation.right.next);
  let wrong: { candidate: Candidate; comparison: Comparison } | null = null;
  for (const candidate of listCandidates(reader.tokens, equation)) {
    const comparison = compare(candidate.left, candidate.stated, context);
    if (comparison.holds) {
      reader.found.push(toSum(reader.text, candidate, comparison));
      return;
    }
    if (isWrong(reader.text, candidate, comparison, bridge)) {
      wrong ??= { candidate, comparison };
    }
  }
  if (wrong) {
    reader.found.push(toSum(reader.text, wrong.candidate, wrong.comparison));
  }
}

function* listCandidates(tokens: readonly Token[], equation: Equation): Generator<Candidate> {
  const { left, right, from, to, bridge } = equation;
  // "196,000 + 21,000 is 14 times too many".
  if (/^times$/i.test(tokens[right.next]?.text ?? "")) return;
  const isChain = hasOperator(right.node);
  const [first] = numbersOf(right.node);
  const ranged = parseExpression(tokens, to, true);
  const rights = isChain ? [right.node] : [];
  if (ranged && hasKind(ranged.node, "range")) rights.push(ranged.node);
  // "1.16 of 100", "n × 2 × 4 = 64": part of it, or of more.
  const isShare = tokens[(right.softAt[0] ?? 0) - 1]?.text === "of";
  const isHalf = left.isLoose || right.isLoose || isShare || isCut(tokens, from);
  const isLoose = isHalf || (isChain && bridge.strength !== "sign");
  for (const { node, isSoft } of listLefts(tokens, left, from)) {
    if (!hasOperator(node)) {
      // Another unit: "1.2M a day = 13.9/s".
      if (first && isConversionOf(node, first)) {
        yield { left: node, stated: first, isSoft: false, isLoose: isLoose || bridge.isApart };
      }
      // "96 GPUs = 12 × 8".
      const isNamed = isSoft || isLabel(node, right.node);
      if (isChain) yield { left: right.node, stated: node, isSoft: isNamed, isLoose };
      continue;
    }
    const isWord = first?.token.isWord === true;
    if (first) yield { left: node, stated: first, isSoft, isLoose: isLoose || isWord };
    for (const other of rights) {
      yield { left: node, stated: other, isSoft: isSoft || !isChain, isLoose };
    }
    for (const other of first ? listRegrouped(node) : []) {
      yield { left: other, stated: first ?? node, isSoft: true, isLoose: true };
    }
  }
}

/** "2.9 for prompts plus 126 / 64 = 2.0" means its last part, "19 + 44 / 0.8 = 79" the quotient. */
function listRegrouped(node: Node): Node[] {
  const last = node.kind === "sum" ? node.rest.at(-1) : undefined;
  if (node.kind !== "sum" || last?.node.kind !== "product") return [];
  const { first, rest } = last.node;
  const sum: Node = { ...node, rest: [...node.rest.slice(0, -1), { op: last.op, node: first }] };
  return [last.node, { kind: "product", first: sum, rest, start: node.start, end: node.end }];
}

/** Whether an operator stands before, with what the expression can't take in. */
function isCut(tokens: readonly Token[], from: number): boolean {
  let at = from - 1;
  for (let words = 0; words < MAX_CUT && at >= 0; words += 1, at -= 1) {
    const token = tokens[at];
    if (token?.kind === "close") {
      while (at > 0 && at > from - 20 && tokens[at]?.kind !== "open") at -= 1;
    } else if (token?.kind === "op") {
      return /[*+^]/.test(token.op) || (token.op === "/" && tokens[at - 1]?.kind === "number");
    } else if (token?.kind === "word" && token.text.toLowerCase() === "and") {
      return tokens[at - 1]?.kind === "number";
    } else if (!/^(?:word|stop|number)$/.test(token?.kind ?? "")) return false;
  }
  return false;
}

/** The left side as it stands, with ranges, and from each word on that may be no operator. */
function* listLefts(
  tokens: readonly Token[],
  left: Expression,
  from: number,
): Generator<{ node: Node; isSoft: boolean }> {
  const isSoft = left.softAt.length > 0 || left.isOpen;
  yield { node: left.node, isSoft };
  const ranged = parseExpression(tokens, from, true);
  if (ranged && ranged.next === left.next && hasKind(ranged.node, "range")) {
    yield { node: ranged.node, isSoft: true };
  }
  for (const start of left.softAt.slice(-MAX_STARTS)) {
    const part = parseExpression(tokens, start, false);
    if (part?.next === left.next) yield { node: part.node, isSoft };
  }
}

/** "Day 1 = 3 × 8 GPUs", "220 out = $0.007 × 420,000": the number may be a name, or another's. */
function isLabel(node: Node, right: Node): boolean {
  if (node.kind !== "number") return true;
  const { readings, token } = node;
  const isBare = readings[0]?.units.length === 0;
  const hasUnits = Object.keys(dimensionsOf(right, PLAIN)).length > 0;
  if (isBare === hasUnits) return true;
  return isBare && readings[0]?.scale === 1 && token.mantissa < 100;
}

function isConversionOf(node: Node, stated: NumberNode): boolean {
  if (node.kind !== "number" || node.token === stated.token) return false;
  const [own, other] = [dimensionsOf(node, PLAIN), dimensionsOf(stated, PLAIN)];
  const names = Object.keys(own) as (keyof typeof own)[];
  const isSame =
    names.length === Object.keys(other).length && names.every((name) => own[name] === other[name]);
  const sizes = [node, stated].map(({ readings }) =>
    readings[0]?.units.map(({ size }) => size).join(),
  );
  return names.length > 0 && isSame && sizes[0] !== sizes[1];
}

/** Within 5 % of ten, a hundred …: the right digits with the wrong number of noughts. */
function isPowerOfTen(offBy: number): boolean {
  const power = Math.log10(offBy);
  return Math.round(power) !== 0 && Math.abs(power - Math.round(power)) < Math.log10(1.05);
}

/** Whether a sum that doesn't hold can't well mean anything else. */
function isWrong(
  text: string,
  candidate: Candidate,
  comparison: Comparison,
  bridge: Bridge,
): boolean {
  const { left, stated, isSoft, isLoose } = candidate;
  const { offBy, sameUnits, foreign } = comparison;
  if (!Number.isFinite(offBy) || bridge.isBound || isLoose === true) return false;
  if (bridge.strength === "comma" || hasKind(left, "unknown")) return false;
  if (foreign) return false;
  const isWeak = bridge.strength === "weak";
  const times = Math.max(offBy, 1 / offBy);
  if (isPowerOfTen(offBy)) {
    if (sameUnits) return !(isSoft && (isWeak || bridge.isApart));
    return !isSoft && !(isWeak && !isPlain(left, stated) && !isBareSum(left));
  }
  // A change of units, or a result that stands before: "4,613 calls overflow = 4,613 × 3 / 60".
  if (!hasOperator(left) || (stated.start < left.start && times > FEW / 2)) return false;
  if (isCountedOtherwise(text, candidate, times)) return false;
  if (isSoft) return sameUnits && bridge.strength === "sign";
  if (sameUnits && !bridge.isApart) return times < (isWeak ? FEW : FAR_OFF);
  if (isWeak || (bridge.strength === "verb" && bridge.isApart)) return sameUnits && times < FEW;
  // "A 4 × 4 grid is 3 levels deep".
  if (bridge.strength === "verb" && times > FEW / 2) return false;
  if (isComplete(left, stated)) return times < FAR_OFF;
  return times < FEW && !countsThings(left, stated);
}

/** "45 + 120 + 380 → 545 ms". */
function isBareSum(node: Node): boolean {
  return numbersOf(node).every(({ isBare }) => isBare);
}

/** Without a unit anywhere. */
function isPlain(...sides: Node[]): boolean {
  return sides.every((side) => Object.keys(dimensionsOf(side, PLAIN)).length === 0);
}

/** Side by side, or in other things: "1.5 s × 2 in parallel", "6 + 2 pairs = 16 GPUs". */
function isCountedOtherwise(text: string, { left, stated }: Candidate, times: number): boolean {
  const own = text.slice(left.start, left.end);
  const isSpread = hasPart(left, ({ op }) => op === "/");
  if (!isSpread && /parallel|at once|concurren|overlap/i.test(own)) return true;
  const isWhole = Math.abs(times - Math.round(times)) < 0.001;
  const parts = /gpu|card|core|h100/i.test(text.slice(stated.start, stated.end));
  return isWhole && parts && /pair|node|replica|pod|machine|server/i.test(own);
}

/** Where the result has a unit that no operand has, something may be left out between them. */
function isComplete(left: Node, stated: Node): boolean {
  const [own, wanted] = [dimensionsOf(left, PLAIN), dimensionsOf(stated, PLAIN)];
  return Object.entries(wanted).every(([name, power]) => {
    return name in own || (name === "time" && power < 0);
  });
}

/** "20 layers × 4 in flight = 23 GB": a count of things makes no bytes. */
function countsThings(left: Node, stated: Node): boolean {
  const [own, wanted] = [dimensionsOf(left, PLAIN), dimensionsOf(stated, PLAIN)];
  const missing = Object.entries(wanted).filter(([name]) => !(name in own));
  const isAmount = missing.some(([name, power]) => name !== "time" || power > 0);
  return isAmount && !numbersOf(left).some(({ isBare }) => isBare);
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
    ...{ start, end, text: text.slice(start, end) },
    left: text.slice(left.start, trimmedEnd(left)),
    stated: text.slice(stated.start, trimmedEnd(stated)),
    ...{ computed, computedText, holds: comparison.holds, offBy: comparison.offBy },
  };
}
