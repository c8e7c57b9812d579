import { dimensionsOf, evaluate, hasKind, numbersOf, PLAIN } from "./evaluate";
import type { Choice, Dimensions, Way } from "./evaluate";
import type { Node, NumberNode, Part } from "./expression";
import { isPercent, type NumberToken } from "./read-tokens";
import { isConversion, type Dimension, type Unit } from "./units";

/** What stands around a sum: units written near it, and whether prices a million are. */
export type Context = { units: readonly Unit[]; isPerMillion: boolean };

export type Comparison = {
  holds: boolean;
  /** Stated by computed, of the reading that comes nearest. */
  offBy: number;
  /** Both sides have units, and the same but for "a month". */
  sameUnits: boolean;
  /** Neither side's units lead to the other's. */
  foreign: boolean;
};

/** The issue's own bound: a sum that is further off is wrong. */
const TOLERANCE = 0.05;
/** More of them aren't a slip. */
const MAX_NOUGHTS = 6;
/** No sum of our content needs more than 40; a hostile one has thousands. */
const MAX_READINGS = 250;
const MAX_AMBIGUOUS = 5;
/** Prices are so much a million tokens, and that is often left out: "1,382 × 0.2 = $0.00028". */
const MILLIONTH = 1e-6;
/** "544 GB / 80 GB = 7 GPUs": whole things are rounded up, or down to what fits. */
const MOST_WHOLE = 1_000;

/** Is the one what the other says, in any sensible reading? */
export function compare(left: Node, stated: Node, context: Context): Comparison {
  const nearest: Comparison = { holds: false, offBy: Infinity, sameUnits: false, foreign: false };
  let count = 0;
  for (const choice of listChoices(left, stated)) {
    for (const { value, target, isSure, match } of listValues(left, stated, choice, context)) {
      count += 1;
      const { sameUnits, foreign } = match;
      if (!Number.isFinite(value) || !Number.isFinite(target) || target / value <= 0) continue;
      const offBy = target / value;
      if (isNear(value, target, stated, left)) return { holds: true, offBy, sameUnits, foreign };
      if (isSure && isNearer(offBy, nearest.offBy)) {
        Object.assign(nearest, { offBy, sameUnits, foreign });
      }
    }
    if (count >= MAX_READINGS) break;
  }
  return nearest;
}

/** A slip by noughts is likelier than another factor, and then the smaller one. */
function isNearer(offBy: number, than: number): boolean {
  const [own, other] = [isPowerOfTen(offBy), isPowerOfTen(than)];
  return own === other ? Math.abs(Math.log(offBy)) < Math.abs(Math.log(than)) : own;
}

/** Within 5 % of ten, a hundred …: the right digits with the wrong number of noughts. */
export function isPowerOfTen(offBy: number): boolean {
  const power = Math.log10(offBy);
  const whole = Math.abs(Math.round(power));
  return whole > 0 && whole <= MAX_NOUGHTS && Math.abs(Math.abs(power) - whole) < Math.log10(1.05);
}

/** Within 5 %, or rounded to the last digit that is written ("≈ 3/s" for 2.8). */
function isNear(value: number, target: number, stated: Node, left: Node): boolean {
  const off = Math.abs(value - target);
  if (off <= TOLERANCE * Math.abs(value) * (1 + 1e-9)) return true;
  if (stated.kind !== "number") return false;
  const { step, mantissa } = stated.token;
  if (off <= 0.5 * Math.abs((step / mantissa) * target) * (1 + 1e-9)) return true;
  const isWhole = step === 1 && mantissa === target && mantissa <= MOST_WHOLE;
  const hasNoun = stated.end > stated.unitEnd;
  return isWhole && hasNoun && divides(left) && Number.isInteger(target) && off < 1;
}

function divides(node: Node): boolean {
  return node.kind === "product" && node.rest.some(({ op }) => op === "/");
}

/** From the likeliest reading on. */
function* listChoices(left: Node, stated: Node): Generator<Choice> {
  const numbers = [...numbersOf(left), ...numbersOf(stated)];
  const hasData = numbers.some(({ readings }) => isOf(readings[0]?.units ?? [], "data"));
  const hasPercent = numbers.some(({ token }) => isPercent(token));
  const mayBeRaw = hasPercent && mayLeavePercent(left, stated, numbers);
  const ways: (Way | null)[] = [null];
  if (hasPart(left, ({ op }) => op === "/")) ways.push("groups");
  if (hasPercent) ways.push("adds share");
  if (mayBeRaw) ways.push("raw percent");
  if (hasKind(left, "range") || hasKind(stated, "range")) ways.push("high ends");
  if (hasData) ways.push("binary");
  if (hasPart(left, ({ isPer }) => isPer === true)) ways.push("drops per");
  const isSoft = [left, stated].some((side) => hasPart(side, (part) => part.isSoft === true));
  if (isSoft) ways.push("other way");
  if (hasKind(left, "sum")) ways.push("shares unit");
  for (const way of ways) {
    for (const readings of listReadings(numbers)) yield { ...PLAIN, way, readings };
  }
}

function isOf(units: readonly Unit[], dimension: Dimension): boolean {
  return units.some((unit) => unit.dimension === dimension);
}

function* listReadings(numbers: NumberNode[]): Generator<ReadonlyMap<NumberToken, number>> {
  const open = numbers.filter(({ readings }) => readings.length > 1).slice(0, MAX_AMBIGUOUS);
  const counts = open.map(({ readings }) => readings.length);
  const total = counts.reduce((product, count) => product * count, 1);
  for (let index = 0; index < total; index += 1) {
    const chosen = new Map<NumberToken, number>();
    let rest = index;
    for (const [at, { token }] of open.entries()) {
      const count = counts[at] ?? 1;
      chosen.set(token, rest % count);
      rest = Math.floor(rest / count);
    }
    yield chosen;
  }
}

/** "22 / 190 × 100 = 11.6 %", "88 − 85 = 3 %", "15 % × 3 = 45". */
function mayLeavePercent(left: Node, stated: Node, numbers: NumberNode[]): boolean {
  if (stated.kind === "number" && isPercent(stated.token)) {
    const others = numbersOf(left);
    if (others.some(({ token }) => isPercent(token))) return false;
    const isWhole = others.every(({ token }) => token.mantissa >= 1) && !divides(left);
    return left.kind === "sum" || isWhole || others.some(({ token }) => token.mantissa === 100);
  }
  return numbers.every(
    ({ token, readings }) => token.mantissa * (readings[0]?.scale ?? 1) <= 1_000,
  );
}

export function hasPart(node: Node, test: (part: Part) => boolean): boolean {
  if (node.kind !== "product" && node.kind !== "sum") return false;
  return (
    node.rest.some((part) => test(part) || hasPart(part.node, test)) || hasPart(node.first, test)
  );
}

type Value = {
  value: number;
  target: number;
  /** False for a reading that only saves a sum: it says nothing of how far off another is. */
  isSure: boolean | undefined;
  match: { sameUnits: boolean; foreign: boolean };
};

function* listValues(left: Node, stated: Node, choice: Choice, context: Context): Generator<Value> {
  const [from, to] = [dimensionsOf(left, choice), dimensionsOf(stated, choice)];
  // "7M × 2.2 KB" is of seven million: bytes times bytes are nothing.
  if ((from.data ?? 0) > 1) return;
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])] as Dimension[];
  const differing = names.filter((name) => from[name] !== to[name]);
  const match = {
    sameUnits: haveSameUnits(left, names, differing),
    foreign:
      (differing.some((name) => !to[name]) && differing.some((name) => !from[name])) ||
      differing.some((name) => (from[name] ?? 0) < 0 && (to[name] ?? 0) > 0),
  };
  const twice = listTwice([...numbersOf(left), ...numbersOf(stated)]);
  const all = [...new Set([...names, ...twice])];
  const free = all.filter(
    (name) => differing.includes(name) || twice.includes(name) || mayBeConverted(left, name),
  );
  for (const raw of listSubsets(free)) {
    const own = { ...choice, raw };
    const value = evaluate(left, own);
    // Bytes of the one side may be binary, and those of the other not.
    for (const way of choice.way === "binary" ? [choice.way, null] : [choice.way]) {
      const target = evaluate(stated, { ...own, way });
      yield { value, target, isSure: isPlain(choice), match };
      for (const { factor, isSure } of listFactors({ left, stated, from, to, context })) {
        yield { value: value * factor, target, isSure: isSure && isPlain(choice), match };
      }
    }
  }
}

/** Also where they cancel ("20/s × 8 h"), or only "a month" is left out. */
function haveSameUnits(left: Node, names: Dimension[], differing: Dimension[]): boolean {
  if (names.length === 0) return numbersOf(left).some((one) => unitsOf(one).length > 0);
  return differing.every((name) => name === "time") && names.length > differing.length;
}

/** The reading that people are told of: no binary gigabytes, no brackets that aren't there. */
function isPlain({ way }: Choice): boolean {
  return way === null || way === "raw percent" || way === "shares unit";
}

/** A bare "× 86,400" or "/ 1,000" may be there to change units; bare parts of a sum share one. */
function mayBeConverted(left: Node, dimension: Dimension): boolean {
  const isSum = left.kind === "sum" || (left.kind === "product" && left.first.kind === "sum");
  return numbersOf(left).some(
    ({ isBare, token, readings }) =>
      isBare && (isSum || isConversion(token.mantissa * (readings[0]?.scale ?? 1), dimension)),
  );
}

/** "GPU hours a month", "hours a day": such a unit isn't cancelled. */
function listTwice(numbers: NumberNode[]): Dimension[] {
  return numbers.flatMap(({ readings }) => {
    const names = (readings[0]?.units ?? []).map(({ dimension }) => dimension);
    return names.filter((name, index) => names.indexOf(name) !== index);
  });
}

function listSubsets(names: Dimension[]): Set<Dimension>[] {
  return names.reduce<Set<Dimension>[]>(
    (sets, name) => [...sets, ...sets.map((set) => new Set([...set, name]))],
    [new Set()],
  );
}

type Factor = { factor: number; isSure?: boolean };
type Sides = { left: Node; stated: Node; from: Dimensions; to: Dimensions; context: Context };

/** What may be left unsaid between the two sides, as a factor of the left one. */
function* listFactors({ left, stated, from, to, context }: Sides): Generator<Factor> {
  const numbers = numbersOf(left);
  for (const { dimension, size } of [...context.units, ...numbers.flatMap(unitsOf)]) {
    const [own, wanted] = [from[dimension] ?? 0, to[dimension] ?? 0];
    if (own === 0 && wanted !== 0) yield { factor: size ** wanted };
    if (own !== 0 && wanted === 0) yield { factor: size ** -own };
  }
  const { isPerMillion } = context;
  const hasPrice = numbers.some(({ isBare, token }) => isBare && !token.isWord);
  const isSure = isPerMillion && !from.money && hasPrice;
  const isOfMoney = to.money !== undefined || from.money !== undefined;
  if (isOfMoney || isPerMillion) yield { factor: MILLIONTH, isSure };
  // "160 + 350 + 280 = 0.79 s": of milliseconds.
  if (to.time === 1 && from.time === undefined) yield { factor: 1e-3 };
  if (stated.kind !== "number") return;
  // "24 GPU h a day", of work a second.
  if (listTwice([stated]).length > 0) {
    yield* unitsOf(stated).map(({ size }) => ({ factor: 1 / size }));
  }
  // "34 × $510 = 17.3": the thousands are left out.
  if (isShort(stated)) yield* [{ factor: 1e-3 }, { factor: 1e-6 }];
  // "3.2 + 12.3 + 4 = $19.5k": the thousands are said once.
  const scale = stated.readings[0]?.scale ?? 1;
  const isUnscaled = numbers.every(({ readings }) => readings[0]?.scale === 1);
  if (left.kind === "sum" && isUnscaled && scale > 1) yield { factor: scale, isSure: true };
}

function isShort({ token, readings }: NumberNode): boolean {
  const [reading] = readings;
  return (
    token.step < 1 &&
    token.step > 0 &&
    token.mantissa >= 1 &&
    reading?.scale === 1 &&
    reading.units.length === 0
  );
}

function unitsOf({ readings }: NumberNode): Unit[] {
  return readings[0]?.units ?? [];
}
