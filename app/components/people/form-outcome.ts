/**
 * What became of one of a page's small forms: what was done, or why not. `intent` names the form.
 */
export type FormOutcome = { intent: string; notice: string | null; error: string | null };

/** The outcome, if it is this form's. */
export function outcomeOf(outcome: FormOutcome | undefined, intent: string): FormOutcome | null {
  return outcome?.intent === intent ? outcome : null;
}
