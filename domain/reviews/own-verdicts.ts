/** What a candidate can hold against a judge's verdict where nobody reviews. */
export const OWN_VERDICTS = ["met", "partial"] as const;
export type OwnVerdict = (typeof OWN_VERDICTS)[number];
