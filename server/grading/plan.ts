import { SECTION_IDS } from "#domain/problems/scale";
import { countWordsOfAnyScript } from "../text/find-quote";
import type { Answers } from "#domain/attempts/answer.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Canary, Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { JudgeQuestion } from "./judge";
import type { Mode } from "#domain/grading/verdicts";

/**
 * In one call the verdict on a criterion shifts with those that it is asked beside: few share a call.
 * Canaries ride along.
 */
const MAX_CRITERIA_A_CALL = 5;
/** In a shorter section a trivial statement may honestly be untrue. */
const MIN_WORDS_FOR_MET_CANARY = 20;

export type PlannedCall = { section: SectionId; criteria: Criterion[]; canaries: Canary[] };

/**
 * Groups the criteria into calls, by section: in `standard` mode evenly, at most five a call; in
 * `thorough` mode one a call.
 */
export function planCalls(rubric: Rubric, answers: Answers, mode: Mode): PlannedCall[] {
  const most = mode === "thorough" ? 1 : MAX_CRITERIA_A_CALL;
  const calls: PlannedCall[] = SECTION_IDS.flatMap((section) =>
    splitEvenly(
      rubric.criteria.filter((criterion) => criterion.section === section),
      most,
    ).map((criteria) => ({ section, criteria, canaries: [] })),
  );
  for (const canary of rubric.canaries) {
    const words = countWordsOfAnyScript(answers[canary.section]);
    if (canary.expect === "met" && words < MIN_WORDS_FOR_MET_CANARY) continue;
    const home = calls.find(({ section }) => section === canary.section) ?? calls[0];
    home?.canaries.push(canary);
  }
  return calls;
}

/** Parts of at most `most`, whose sizes differ by no more than one. */
export function splitEvenly<T>(items: readonly T[], most: number): T[][] {
  const parts = Math.ceil(items.length / most);
  return Array.from({ length: parts }, (_, part) =>
    items.slice(
      Math.round((part * items.length) / parts),
      Math.round(((part + 1) * items.length) / parts),
    ),
  );
}

/** A criterion or canary as a judge is asked about it. */
export function toQuestion(item: Criterion | Canary): JudgeQuestion {
  const { id, section, text, pass, fail } = item;
  if (!("evidence" in item)) {
    return { id, section, text, pass, fail, partial: null, evidence: ["text", "diagram"] };
  }
  return { id, section, text, pass, fail, partial: item.partial ?? null, evidence: item.evidence };
}
