/** Words that say nothing by themselves; lower case. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  "a an the this that these those it its we our they their i you he she and or but if so as at by for from in into of on to up with than then is are was were be been has have had do does did will would can could may might should must not no there here which who what when where how all any each some".split(
    " ",
  ),
);
