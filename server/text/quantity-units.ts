import type { NumberKind } from "#domain/rubrics/rubric.schema";

/** A unit as written after a number, with its kind and its size in the kind's base unit. */
export type Unit = { kind: NumberKind; size: number };

const SECONDS_BY_PERIOD: Record<string, number> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  // 30 days, the month of a back-of-the-envelope bill.
  month: 2_592_000,
  year: 31_536_000,
};

/** Spellings of a period after "per", "a", "/" …; keys are regular expressions. */
const PERIOD_SPELLINGS: [string, string][] = [
  ["seconds?|secs?|s", "second"],
  ["minutes?|mins?|min", "minute"],
  ["hours?|hrs?|hr|h", "hour"],
  ["days?|d", "day"],
  ["weeks?|wks?|wk", "week"],
  ["months?|mos?|mo", "month"],
  ["years?|yrs?|yr|y", "year"],
];
export const PERIOD_SOURCE = PERIOD_SPELLINGS.map(([spelling]) => spelling).join("|");

const ADVERBS: Record<string, string> = {
  hourly: "hour",
  daily: "day",
  nightly: "day",
  weekly: "week",
  monthly: "month",
  yearly: "year",
  annual: "year",
  annually: "year",
};
export const ADVERB_SOURCE = Object.keys(ADVERBS).join("|");

/** Seconds of a period by any of its spellings ("min", "monthly"); null for another word. */
export function readPeriod(text: string): number | null {
  const word = text.toLowerCase();
  const spelled = PERIOD_SPELLINGS.find(([source]) => new RegExp(`^(?:${source})$`).test(word));
  const name = ADVERBS[word] ?? spelled?.[1];
  return name === undefined ? null : (SECONDS_BY_PERIOD[name] ?? null);
}

const UNITS: [string, Unit][] = [
  ["milliseconds?|millis|msecs?|ms", { kind: "duration", size: 0.001 }],
  ["microseconds?|µs|μs|us", { kind: "duration", size: 1e-6 }],
  ["nanoseconds?|ns", { kind: "duration", size: 1e-9 }],
  ["seconds?|secs?|s", { kind: "duration", size: 1 }],
  ["minutes?|mins?", { kind: "duration", size: 60 }],
  ["hours?|hrs?|h", { kind: "duration", size: 3_600 }],
  ["days?|d", { kind: "duration", size: 86_400 }],
  ["weeks?|wks?", { kind: "duration", size: 604_800 }],
  ["months?", { kind: "duration", size: 2_592_000 }],
  ["years?|yrs?|y", { kind: "duration", size: 31_536_000 }],
  ["percentage\\s+points?|percent|per\\s+cent|pct|pp|%", { kind: "percent", size: 1 }],
  ["qps|rps|tps|ops|hz", { kind: "rate", size: 1 }],
  ["qpm|rpm", { kind: "rate", size: 1 / 60 }],
  ["tpm", { kind: "rate", size: 1 / 60 }],
  ["rpd", { kind: "rate", size: 1 / 86_400 }],
  ["tokens?|toks?|tok", { kind: "tokens", size: 1 }],
  ["bytes?", { kind: "bytes", size: 1 }],
  ["kilobytes?|ki?b", { kind: "bytes", size: 1e3 }],
  ["megabytes?|mi?b", { kind: "bytes", size: 1e6 }],
  ["gigabytes?|gigs?|gi?b", { kind: "bytes", size: 1e9 }],
  ["terabytes?|ti?b", { kind: "bytes", size: 1e12 }],
  ["petabytes?|pi?b", { kind: "bytes", size: 1e15 }],
  ["us\\s+dollars?|dollars?|usd|bucks?|€|euros?|eur", { kind: "money", size: 1 }],
  ["us\\s+cents?|cents?|cts?|¢", { kind: "money", size: 0.01 }],
];
const UNIT_TESTS = UNITS.map(([source, unit]): [RegExp, Unit] => [
  new RegExp(`^(?:${source})$`, "i"),
  unit,
]);
export const UNIT_SOURCE = UNITS.map(([source]) => source).join("|");

/** The unit of a spelling ("ms", "per cent"); null for another word. */
export function readUnit(text: string): Unit | null {
  // "3D" and "2H" are names; a unit of one letter is written small.
  if (/^[SHD]$/.test(text.trim())) return null;
  return UNIT_TESTS.find(([test]) => test.test(text.trim()))?.[1] ?? null;
}
