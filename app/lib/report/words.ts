import type { Grade } from "#domain/grading/grade.schema";
import { sayLevel } from "#domain/grading/shown-points";
import { LEVEL_TITLES } from "#domain/problems/scale";
import type { CriterionView } from "./report-view";
import { UNREADABLE_WORDS } from "./result-words";
import type { LeftOut } from "./estimate-view";

export type Bar = Grade["bars"][number];

/** The lowest level not yet reached, null when every bar is. Bars may stand in any order. */
export function findNextBar(bars: Bar[]): Bar | null {
  const rising = [...bars].sort((a, b) => a.bar - b.bar);
  return rising.find(({ standing }) => standing === "below" || standing === "approaching") ?? null;
}

/** The level of a total in a sentence, and where the next bar is. */
export function sayBars(total: number, bars: readonly Pick<Bar, "level" | "bar">[]): string {
  const level = sayLevel(total, bars);
  const next = bars.filter(({ bar }) => total < bar).sort((a, b) => a.bar - b.bar)[0];
  const said = `${level.charAt(0).toUpperCase()}${level.slice(1)}.`;
  if (!next) return said;
  return `${said} The ${LEVEL_TITLES[next.level].toLowerCase()} bar is at ${next.bar}.`;
}

/** Confidence in a word, from 0–1. The bounds are ours: what a reader should do differs there. */
export function sayConfidence(confidence: number): string {
  if (confidence >= 0.85) return "high";
  if (confidence >= 0.6) return "fair";
  return "low";
}

/** What an estimate says nothing about: a program can't tell. */
export function sayLeftOut({ count, percent }: LeftOut): string {
  const criteria = count === 1 ? "One criterion" : `${count} criteria`;
  return `${criteria} (${percent}% of the points) can’t be estimated and ${count === 1 ? "is" : "are"} left out.`;
}

/** Who decided a verdict, for a reader. */
export const DECIDED_BY_WORDS: Record<CriterionView["decidedBy"], string> = {
  judge: "by the judge, its quotes checked against your text",
  verifier: "by a calculation, not by a judge",
  gate: "before any judge was asked",
  person: "by a person",
};

/** What a flag is called above its message. */
export const FLAG_WORDS: Record<Grade["flags"][number]["kind"], string> = {
  gated: "Graded without a judge",
  invisible_characters: "Invisible characters removed",
  truncated: "Answer cut at the length limit",
  grader_directed_language: "Words addressed to the grader",
  copied_text: "Not in your own words",
  copied_drawing: "The worked solution’s drawing",
  hidden_in_drawing: "Hidden parts of the drawing left out",
  canary_failed: "The judge failed a control question",
  evidence_lost: "Evidence that could not be found",
  made_of_terms: UNREADABLE_WORDS,
};

/** Why a stretch of the answer counts as no evidence, beside it. */
export const ASIDE_WORDS: Record<Grade["setAside"][number]["reason"], string> = {
  copied: "copied",
  directed: "to the grader",
};
