/** Minutes of drills a day that a person may set. */
export const MINUTES_PER_DAY = { least: 5, most: 120, standard: 20 } as const;
