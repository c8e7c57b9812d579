const DAY_MS = 24 * 60 * 60_000;

/** The days in UTC that end with that of `now`, oldest first, as "2026-03-10". */
export function listUtcDays(now: Date, count: number): string[] {
  const today = Math.floor(now.getTime() / DAY_MS);
  return Array.from({ length: count }, (_, index) =>
    new Date((today - count + 1 + index) * DAY_MS).toISOString().slice(0, 10),
  );
}
