import type { Result } from "#domain/grading/result";
import { sayJudged } from "~/lib/report/result-words";

/** Next to a score that people made: what the judge alone came to. */
export function JudgedBeside({ judged }: { judged: Result | null }) {
  if (judged === null) return null;
  return <p className="text-ink-soft mt-1">With a reviewer’s verdicts; {sayJudged(judged)}.</p>;
}
