export type Interval = { low: number; high: number };

/** A statistic with its interval; null where it has no value. */
export type Measured = { value: number | null; interval: Interval | null };
