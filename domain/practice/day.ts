const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Making one takes fifty times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}

/** The calendar day of a moment in a time zone: "2026-11-29". Days compare as text. */
export function toDay(moment: Date, timeZone: string): string {
  return formatOf(timeZone).format(moment);
}

/** The first moment of the next day in a time zone, to the minute. */
export function nextMidnight(moment: Date, timeZone: string): Date {
  const today = toDay(moment, timeZone);
  let before = Math.floor(moment.getTime() / MINUTE_MS);
  // A day has 25 hours at most, where summer time ends.
  let after = before + 26 * 60;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (toDay(new Date(middle * MINUTE_MS), timeZone) > today) after = middle;
    else before = middle;
  }
  return new Date(after * MINUTE_MS);
}

/** `days` later, or earlier where negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
