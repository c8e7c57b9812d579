/** Kept with every grade and check of a judge; raised whenever a rule changes what a judge reads. */
export const PROMPT_VERSION = "6";
