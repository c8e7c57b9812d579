import type { Verdict } from "#domain/grading/verdicts";

/** How each verdict is said. Its shape is drawn by components/report/verdict-mark.tsx. */
export const VERDICT_WORDS: Record<Verdict, string> = {
  met: "Met",
  partial: "Partly",
  not_met: "Not met",
  cannot_assess: "Couldn’t tell",
};

/** The same of an estimate: it finds ideas, and can't tell whether they meet anything. */
export const FOUND_WORDS: Record<Verdict, string> = {
  met: "Idea found",
  partial: "Partly found",
  not_met: "Not found",
  cannot_assess: "Couldn’t tell",
};

/** A judge's words, without the names that only its prompt has for verdicts. */
export function sayVerdicts(text: string): string {
  return text.replace(/["“`']?\b(not_met|cannot_assess)\b["”`']?/g, (_, name: Verdict) =>
    VERDICT_WORDS[name].toLowerCase(),
  );
}
