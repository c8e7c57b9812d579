/** Kept with every grade and check of a judge; raised whenever a rule changes what a judge reads. */
export const PROMPT_VERSION = "7";
/** The same of the debrief and of who doubts it. */
export const DEBRIEF_PROMPT_VERSION = "2";
