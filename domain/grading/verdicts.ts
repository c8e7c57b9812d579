/** What a judge may say of a criterion. */
export const VERDICTS = ["met", "partial", "not_met", "cannot_assess"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** `standard`: one call a section, at most 5 criteria a call. `thorough`: one call a criterion. */
export const MODES = ["standard", "thorough"] as const;
export type Mode = (typeof MODES)[number];

/** How a judge is asked for the shape of its reply, strictest first. */
export const REPLY_SHAPES = ["json_schema", "json_object", "text"] as const;
export type ReplyShape = (typeof REPLY_SHAPES)[number];

/** How many criteria of a rubric a judge has something to judge by. */
export type Coverage = {
  /** Whether that is enough for a total. */
  isEnough: boolean;
  covered: number;
  of: number;
};
