/**
 * The kind of a grading that this server's judge knows too little to do: nothing failed, and it waits
 * for a model or the candidate's own marks.
 */
export const NOT_ESTIMATED = "not_estimated";
