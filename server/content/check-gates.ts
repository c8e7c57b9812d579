import { evaluate } from "../text/arithmetic";
import { readToldNumbers } from "../text/told-numbers";
import { findWordingFaults } from "./check-wording";
import { atLeastOnce, countTail, normalTail } from "./gate-odds";
import type { ValueOf } from "../text/arithmetic";
import type { Gate } from "./read-gates";

/** A good version that is stopped more often than this is worth a sentence. */
const MAX_FALSE_STOPS = 1 / 5;
/** A bad version that gets past one look more often than this, too. */
const MAX_MISSES = 1 / 2;
/** Odds that a text states are rounded: "one in twenty" may be 0.048 or 0.055. */
const TOLD_SHARE = 0.2;
const TOLD_POINTS = 0.005;
/** "18 times in 100" for 0.184. */
const ROUNDED = 0.05;
const HALF = /\bevery other\b/i;
const MAX_CASES = 1_000_000;

type Odds = { falseStops: number; misses: number };
type Measure = { bar: number; good: number; bad: number } & ({ n: number } | { error: number });

/**
 * Computes what a gate does to a good version and to a bad one.
 *
 * @param texts folded
 * @param valueOf the value of a quantity that the gate names
 * @returns what is wrong: amounts that can't be computed, words that aren't there, odds that the
 *   texts state wrongly, and odds so poor that the texts have to state them and don't
 */
export function findGateFaults(gate: Gate, texts: readonly string[], valueOf: ValueOf): string[] {
  const measure = readMeasure(gate, valueOf);
  if (typeof measure === "string") return [measure];
  const odds = computeOdds(gate, measure);
  return [
    ...findWordingFaults(gate.said, measure.bar, texts, { tells: tellsBar }),
    ...findOddsFaults(gate.false_stops, odds.falseStops, MAX_FALSE_STOPS, texts, {
      field: "false_stops",
      says: "stops a good version",
    }),
    ...findOddsFaults(gate.misses, odds.misses, MAX_MISSES, texts, {
      field: "misses",
      says: "misses a bad version",
    }),
  ];
}

/** The gate's amounts as numbers, or what is wrong with them. */
function readMeasure(gate: Gate, valueOf: ValueOf): Measure | string {
  const read = (amount: number | string): number =>
    typeof amount === "number" ? amount : (evaluate(amount, valueOf) ?? NaN);
  const given = { bar: gate.above ?? gate.below, good: gate.good, bad: gate.bad };
  const size = gate.n === undefined ? { error: gate.error } : { n: gate.n };
  const amounts = Object.entries({ ...given, ...size });
  for (const [name, amount] of amounts) {
    if (!Number.isFinite(read(amount ?? NaN))) return `can't compute ${name}: "${amount}"`;
  }
  const [bar, good, bad] = [read(given.bar ?? NaN), read(gate.good), read(gate.bad)];
  if (gate.above === undefined ? bad >= good : bad <= good) return "stops the good, not the bad";
  if (gate.n === undefined) {
    const error = read(gate.error ?? NaN);
    return error > 0 ? { bar, good, bad, error } : "needs an error above 0";
  }
  const n = read(gate.n);
  if (n < 1 || n > MAX_CASES) return `counts ${n} cases, not 1 to ${MAX_CASES}`;
  const isRate = [good, bad].every((rate) => rate >= 0 && rate <= 1);
  return isRate ? { bar, good, bad, n } : "needs good and bad as shares from 0 to 1";
}

function computeOdds({ above, looks = 1 }: Gate, measure: Measure): Odds {
  const stops = (long: number): number => {
    if ("error" in measure) {
      const distance = (measure.bar - long) / measure.error;
      return normalTail(above === undefined ? -distance : distance);
    }
    const n = Math.round(measure.n);
    const count = measure.bar < 1 ? measure.bar * n : measure.bar;
    // What lies on the bar passes, whichever side is bad.
    if (above !== undefined) return countTail(n, long, roundWhole(count));
    return countTail(n, 1 - long, n - Math.ceil(roundWhole(count)));
  };
  return { falseStops: atLeastOnce(stops(measure.good), looks), misses: 1 - stops(measure.bad) };
}

/** 0.03 × 600 is 18, not a hair less. */
function roundWhole(count: number): number {
  return Math.abs(count - Math.round(count)) < 1e-6 ? Math.round(count) : count;
}

function findOddsFaults(
  told: Gate["misses"],
  computed: number,
  max: number,
  texts: readonly string[],
  { field, says }: { field: string; says: string },
): string[] {
  const share = `${Number((100 * computed).toPrecision(2))} times in 100`;
  if (told === undefined) {
    return computed <= max ? [] : [`${says} ${share}; the text must say so (${field})`];
  }
  const faults = findWordingFaults(told.said, told.value, texts, { tells: tellsOdds });
  const isClose = Math.abs(told.value - computed) <= Math.max(TOLD_POINTS, TOLD_SHARE * computed);
  return isClose ? faults : [...faults, `${says} ${share}, not ${told.value} (${field})`];
}

/** In the measure's own unit, or in percent of it: "below 84" tells 0.84. */
function tellsBar(wording: string, bar: number): boolean {
  return readToldNumbers(wording).some(({ value }) =>
    [value, value / 100, value * 100].some((told) => Math.abs(told - bar) <= 1e-9 * Math.abs(bar)),
  );
}

/** As a share or in percent, one in so many, or how often the other happens: "four times in five". */
function tellsOdds(wording: string, odds: number): boolean {
  if (HALF.test(wording) && odds === 0.5) return true;
  return readToldNumbers(wording).some(({ value }) =>
    [value, value / 100, 1 / value, 1 - value].some(
      (told) => Math.abs(told - odds) <= ROUNDED * odds,
    ),
  );
}
