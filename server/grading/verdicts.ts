/** What a judge may say of a criterion. */
export const VERDICTS = ["met", "partial", "not_met", "cannot_assess"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** `standard`: one call a section, at most 5 criteria a call. `thorough`: one call a criterion. */
export const MODES = ["standard", "thorough"] as const;
export type Mode = (typeof MODES)[number];
