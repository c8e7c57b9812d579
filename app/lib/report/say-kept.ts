/**
 * What is kept of a grading that was stopped.
 * @param planned calls that it makes in any case; null where it was stopped before they were counted
 */
export function sayKept(kept: number, planned: number | null): string {
  if (kept === 0) return "The model hadn’t answered any of its calls yet.";
  // Of what was in doubt or cut there are more replies than calls were planned.
  const of = planned === null || kept > planned ? "" : ` of ${planned}`;
  const calls = kept === 1 && of === "" ? "call" : "calls";
  return `The model has answered ${kept}${of} ${calls}, and ${kept === 1 ? "that reply is" : "those replies are"} kept.`;
}
