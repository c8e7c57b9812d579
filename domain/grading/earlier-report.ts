/** What a report told a candidate, and what they had written by then. */
export type EarlierReport = { said: string[]; own: string[] };
