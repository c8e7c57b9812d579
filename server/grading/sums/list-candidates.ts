import type { Bridge } from "./bridge";
import { dimensionsOf, hasKind, hasOperator, numbersOf, PLAIN } from "./evaluate";
import type { Expression, Node, NumberNode } from "./expression";
import { parseExpression } from "./parse-expression";
import { STOPS } from "./read-phrase";
import type { Token } from "./read-tokens";

const MAX_STARTS = 4;
const MAX_CUT = 6;
const MAX_REMARK = 20;

export type Equation = {
  left: Expression;
  /** Index of the token where it begins, for readings that begin later. */
  from: number;
  right: Expression;
  /** The left side is the result of what stands before. */
  isResult: boolean;
  to: number;
  bridge: Bridge;
};
/** `isSoft`: may well be no sum. `isLoose`: is one only if it holds. */
export type Candidate = { left: Node; stated: Node; isSoft: boolean; isLoose?: boolean };

/** In the order of likelihood. */
export function* listCandidates(
  tokens: readonly Token[],
  equation: Equation,
): Generator<Candidate> {
  const { left, right, from, to, bridge } = equation;
  // "196,000 + 21,000 is 14 times too many".
  const isTimes = /^times$/i.test(tokens[right.next]?.text ?? "");
  if (isTimes && bridge.strength !== "sign") return;
  const isChain = hasOperator(right.node);
  // "3 × avg = 3 × 417".
  if (isChain && hasKind(left.node, "unknown")) return;
  // "3 × 10^8" is one number.
  const isScientific = hasKind(right.node, "power");
  const [first] = isScientific ? [] : numbersOf(right.node);
  const ranged = parseExpression(tokens, to, true);
  const rights = isChain ? [right.node] : [];
  if (ranged && hasKind(ranged.node, "range")) rights.push(ranged.node);
  // "1.16 of 100", "n × 2 × 4 = 64": part of it, or of more.
  const isPart = isShareOf(tokens, right);
  const isHalf = left.isLoose || right.isLoose || isPart || isCut(tokens, from);
  const isNew = bridge.isApart && !equation.isResult;
  const isLoose = isHalf || (isChain && bridge.strength !== "sign");
  for (const { node, isSoft } of listLefts(tokens, left, from)) {
    if (!hasOperator(node)) {
      // Another unit: "1.2M a day = 13.9/s".
      if (first && isConversionOf(node, first)) {
        yield { left: node, stated: first, isSoft: false, isLoose: isLoose || isNew };
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

/** ".76 of 76.9": a smaller number of a larger one, and neither with a unit. */
function isShareOf(tokens: readonly Token[], right: Expression): boolean {
  const at = right.softAt[0] ?? 0;
  const [part, of, whole] = tokens.slice(at - 2, at + 1);
  if (of?.text !== "of" || part?.kind !== "number" || whole?.kind !== "number") return false;
  return part.readings[0]?.units.length === 0 && part.mantissa < whole.mantissa;
}

/** Whether an operator stands before, with what the expression can't take in. */
function isCut(tokens: readonly Token[], from: number): boolean {
  let at = from - 1;
  if (tokens[from]?.opens === true) return false;
  for (let words = 0; words < MAX_CUT && at >= 0; words += 1, at -= 1) {
    const token = tokens[at];
    const before = tokens[at - 1]?.kind;
    const word = token?.text.toLowerCase() ?? "";
    if (token?.kind === "close") {
      while (at > 0 && at > from - MAX_REMARK && tokens[at]?.kind !== "open") at -= 1;
    } else if (token?.kind === "op") {
      const isNext = words === 0 && /[*+^]/.test(token.op);
      return isNext || (/[*+/]/.test(token.op) && (before === "number" || before === "close"));
    } else if (word === "and") {
      // "A thousand and twenty-four".
      const own = tokens[from];
      return before === "number" && own?.kind === "number" && own.isWord;
    } else if (STOPS.has(word) || !/^(?:word|stop|number)$/.test(token?.kind ?? "")) return false;
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
