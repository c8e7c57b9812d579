import type { Bridge } from "./bridge";
import { hasPart, isPowerOfTen, type Comparison } from "./compare";
import { dimensionsOf, hasKind, hasOperator, numbersOf, PLAIN } from "./evaluate";
import type { Node } from "./expression";
import type { Candidate } from "./list-candidates";

/** Not by powers of ten: so far off, another sum is meant; the second where units don't match. */
const FAR_OFF = 30;
const FEW = 6;

/** "From 60% to 80% of 24k" may be worth the difference. */
const CHANGE_BEFORE = /%\s*(?:to|→|->|–|-)[\s~]*$/;
const MAX_BEFORE = 12;

/** Whether a sum that doesn't hold can't well mean anything else. */
export function isWrong(
  text: string,
  candidate: Candidate,
  comparison: Comparison,
  bridge: Bridge,
): boolean {
  const { left, stated, isSoft, isLoose } = candidate;
  const { offBy, sameUnits, foreign } = comparison;
  if (!Number.isFinite(offBy) || bridge.isBound || isLoose === true) return false;
  if (hasKind(left, "unknown")) return false;
  if (CHANGE_BEFORE.test(text.slice(Math.max(0, left.start - MAX_BEFORE), left.start)))
    return false;
  // "$30 a day, $9,000 a month".
  const isComma = bridge.strength === "comma";
  if (isComma && (hasOperator(left) || !isPowerOfTen(offBy))) return false;
  if (foreign) return false;
  const isWeak = bridge.strength === "weak";
  const times = Math.max(offBy, 1 / offBy);
  if (isPowerOfTen(offBy)) {
    if (sameUnits) return !(isSoft && (isWeak || bridge.isApart));
    return !isSoft && !(isWeak && !isPlain(left, stated) && !isBareSum(left));
  }
  // "1.2M a day is 13.9/s"; a peak is more, and a month of work is less than thirty days.
  if (!hasOperator(left)) return isFlat(text, left, stated, bridge) && times < 2;
  // A result that stands before: "4,613 calls overflow = 4,613 × 3 / 60".
  if (stated.start < left.start && times > FEW / 2) return false;
  if (isCountedOtherwise(text, candidate, times)) return false;
  if (isSoft) return sameUnits && bridge.strength === "sign";
  if (sameUnits && !bridge.isApart) return times < (isWeak ? FEW : FAR_OFF);
  if (isWeak || (bridge.strength === "verb" && bridge.isApart))
    return (sameUnits || (isBareSum(left) && isOfStages(left, stated))) && times < FEW;
  // "A 4 × 4 grid is 3 levels deep".
  if (bridge.strength === "verb" && times > FEW / 2) return false;
  if (isComplete(left, stated)) return times < FAR_OFF;
  return times < FEW && (isOfStages(left, stated) || !countsThings(left, stated));
}

/** "22 (features) + 14 (index) + 48 (ranker) = 84 ms": three parts or more, whose unit is said once. */
function isOfStages(left: Node, stated: Node): boolean {
  const isTime = dimensionsOf(stated, PLAIN).time === 1;
  return left.kind === "sum" && left.rest.length > 1 && isTime && isPlain(left);
}

/** "45 + 120 + 380 → 545 ms". */
function isBareSum(node: Node): boolean {
  return numbersOf(node).every(({ isBare }) => isBare);
}

/** Without a unit anywhere. */
function isPlain(...sides: Node[]): boolean {
  return sides.every((side) => Object.keys(dimensionsOf(side, PLAIN)).length === 0);
}

/** "3 h = 180 min", or two rates of up to a day and no word of a peak. */
function isFlat(text: string, left: Node, stated: Node, bridge: Bridge): boolean {
  const units = [left, stated]
    .flatMap(numbersOf)
    .flatMap(({ readings }) => readings[0]?.units ?? []);
  if (bridge.strength === "sign" && units.every(({ power }) => power === 1)) return true;
  const areRates = units.every(({ power, size }) => power === -1 && size <= 86_400);
  const near = text.slice(left.start, stated.end + 40);
  return bridge.strength !== "weak" && areRates && !/peak|busy|max|hour|worst|burst/i.test(near);
}

/** Side by side, or in other things: "1.5 s × 2 in parallel", "6 + 2 pairs = 16 GPUs". */
function isCountedOtherwise(text: string, { left, stated }: Candidate, times: number): boolean {
  const own = text.slice(left.start, left.end);
  const isSpread = hasPart(left, ({ op }) => op === "/");
  if (!isSpread && /parallel|at once|overlap/i.test(own)) return true;
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
