import type { Dimension } from "./units";
import { isPercent, type NumberToken } from "./read-tokens";
import type { Node, NumberNode } from "./expression";

/** Ways to read an expression that aren't the plain one; a sum is tried in one at a time. */
export type Way =
  /** A gigabyte is 2^30. */
  | "binary"
  /** "a / b × c" means a / (b × c). */
  | "groups"
  /** "12 %" is 12. */
  | "raw percent"
  /** "200 + 20 %" is 240. */
  | "adds share"
  | "high ends"
  /** "$0.034 for 8" divides, "20/s over 8 h" multiplies. */
  | "other way"
  /** "10 ms + 630 + 60": the bare parts of a sum have its unit. */
  | "shares unit"
  /** "1,900 × $2.50 + 220 × $10 per million": of both, and left out here. */
  | "drops per";

/** How what is ambiguous in an expression is read. */
export type Choice = {
  /** Which reading of a number, the first where it isn't named. */
  readings: ReadonlyMap<NumberToken, number>;
  /** Units of these are left as they are written: a month is 1. */
  raw: ReadonlySet<Dimension>;
  way: Way | null;
};

export const PLAIN: Choice = { readings: new Map(), raw: new Set(), way: null };

export function evaluate(node: Node, choice: Choice): number {
  switch (node.kind) {
    case "number":
      return evaluateNumber(node, choice);
    case "unknown":
      return 1;
    case "range":
      return choice.way === "high ends" ? evaluate(node.high, choice) : evaluateLow(node, choice);
    case "power":
      return evaluate(node.base, choice) ** evaluate(node.exponent, choice);
    case "product":
      return evaluateProduct(node, choice);
    case "sum":
      return evaluateSum(node, choice);
  }
}

/** The low end has the unit of the high one, and its scale where it has none: "2–3 million". */
function evaluateLow({ low, high }: Extract<Node, { kind: "range" }>, choice: Choice): number {
  const own = low.readings[0]?.scale ?? 1;
  const size = evaluate(high, choice) / high.token.mantissa / (high.readings[0]?.scale ?? 1);
  return low.token.mantissa * size * (own === 1 ? (high.readings[0]?.scale ?? 1) : own);
}

type Chain = Extract<Node, { kind: "sum" | "product" }>;

function evaluateSum(node: Chain, choice: Choice): number {
  const parts = [node.first, ...node.rest.map((one) => one.node)];
  const shared = choice.way === "shares unit" ? sizeOf(parts.flatMap(numbersOf), choice) : 1;
  const values = parts.map((part) => {
    const isBare = Object.keys(dimensionsOf(part, choice)).length === 0;
    return evaluate(part, choice) * (isBare ? shared : 1);
  });
  return node.rest.reduce((total, { op, node: part }, index) => {
    const isShare = choice.way === "adds share" && part.kind === "number" && isPercent(part.token);
    const value = (values[index + 1] ?? 0) * (isShare ? total : 1);
    return op === "+" ? total + value : total - value;
  }, values[0] ?? 0);
}

/** The size of the first unit that any of the numbers has. */
function sizeOf(numbers: NumberNode[], choice: Choice): number {
  const first = numbers.find(({ readings }) => (readings[0]?.units.length ?? 0) > 0);
  const one = first && { ...first.token, mantissa: 1 };
  const readings = (first?.readings ?? []).map(({ units }) => ({ scale: 1, units }));
  return first && one ? evaluateNumber({ ...first, token: one, readings }, choice) : 1;
}

function evaluateProduct(node: Chain, choice: Choice): number {
  let isBelow = false;
  return node.rest.reduce(
    (total, { op, node: part, isSoft, isPer }) => {
      if (isPer === true && choice.way === "drops per") return total;
      const value = evaluate(part, choice);
      const divides = (op === "/") !== (isSoft === true && choice.way === "other way");
      isBelow = divides || (isBelow && choice.way === "groups");
      return isBelow ? total / value : total * value;
    },
    evaluate(node.first, choice),
  );
}

function evaluateNumber({ token, readings }: NumberNode, choice: Choice): number {
  const reading = readings[choice.readings.get(token) ?? 0] ?? readings[0];
  const { scale = 1, units = [] } = reading ?? {};
  const value = token.mantissa * (choice.way === "raw percent" && isPercent(token) ? 1 : scale);
  return units.reduce((product, { dimension, size, binary, power }) => {
    if (choice.raw.has(dimension)) return product;
    return product * (choice.way === "binary" ? (binary ?? size) : size) ** power;
  }, value);
}

export type Dimensions = Partial<Record<Dimension, number>>;

/** Powers of the units; those of a sum are its first part's that has any. */
export function dimensionsOf(node: Node, choice: Choice): Dimensions {
  switch (node.kind) {
    case "number": {
      const units = (node.readings[choice.readings.get(node.token) ?? 0] ?? node.readings[0])
        ?.units;
      return (units ?? []).reduce<Dimensions>(
        (all, { dimension, power }) => add(all, { [dimension]: power }, 1),
        {},
      );
    }
    case "unknown":
      return {};
    case "range":
      return dimensionsOf(node.high, choice);
    case "power":
      return add({}, dimensionsOf(node.base, choice), evaluate(node.exponent, PLAIN));
    case "product":
      return node.rest.reduce(
        (all, { op, node: part }) => add(all, dimensionsOf(part, choice), op === "/" ? -1 : 1),
        dimensionsOf(node.first, choice),
      );
    case "sum":
      return [node.first, ...node.rest.map((one) => one.node)]
        .map((part) => dimensionsOf(part, choice))
        .reduce((first, next) => (Object.keys(first).length > 0 ? first : next));
  }
}

function add(left: Dimensions, right: Dimensions, times: number): Dimensions {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]) as Set<Dimension>;
  return Object.fromEntries(
    [...names]
      .map((name) => [name, (left[name] ?? 0) + (right[name] ?? 0) * times] as const)
      .filter(([, power]) => Math.abs(power) > 1e-9),
  );
}

/** Every number of an expression. */
export function numbersOf(node: Node): NumberNode[] {
  switch (node.kind) {
    case "number":
      return [node];
    case "unknown":
      return [];
    case "range":
      return [node.low, node.high];
    case "power":
      return [...numbersOf(node.base), ...numbersOf(node.exponent)];
    default:
      return [node.first, ...node.rest.map((one) => one.node)].flatMap(numbersOf);
  }
}

/** Whether anything of the kind stands anywhere in an expression. */
export function hasKind(node: Node, kind: Node["kind"]): boolean {
  if (node.kind === kind) return true;
  if (node.kind === "power") return hasKind(node.base, kind) || hasKind(node.exponent, kind);
  if (node.kind !== "sum" && node.kind !== "product") return false;
  return [node.first, ...node.rest.map((one) => one.node)].some((part) => hasKind(part, kind));
}

/** Whether anything is computed in it. */
export function hasOperator(node: Node): boolean {
  // A bracket around a single number is none.
  if (node.kind === "product" && node.rest.length === 0) return hasOperator(node.first);
  return node.kind === "sum" || node.kind === "product" || node.kind === "power";
}
