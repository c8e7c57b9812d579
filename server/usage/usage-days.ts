const DAY_MS = 24 * 60 * 60_000;

export type UtcDays = {
  /** Oldest first, as "2026-03-10". */
  days: string[];
  from: Date;
  /** Exclusive: the midnight that ends the last day. */
  until: Date;
};

/** The days in UTC that end with that of `now`. */
export function listUtcDays(now: Date, count: number): UtcDays {
  const first = Math.floor(now.getTime() / DAY_MS) - count + 1;
  return {
    days: Array.from({ length: count }, (_, index) =>
      new Date((first + index) * DAY_MS).toISOString().slice(0, 10),
    ),
    from: new Date(first * DAY_MS),
    until: new Date((first + count) * DAY_MS),
  };
}
