import type { Grade } from "#domain/grading/grade.schema";
import { statedHolds } from "#domain/grading/holds";
import type { Hold } from "#domain/grading/holds";
import { findLevel, sayLevel } from "#domain/grading/level";
import type { LevelBar } from "#domain/grading/level";
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

/** A point that holds the level, with its number in "Fix first" where that is on the page. */
export type HoldView = Pick<Hold, "id" | "headline"> & { number: number | null };

/** What an answer comes to, as far as its level goes. */
type Levelled = { total: number; bars: readonly LevelBar[]; holds: readonly HoldView[] };

/**
 * Where an answer stands: against the bars, or what holds it below senior. A held level is said with its
 * reason, never with a distance to a bar.
 */
export function sayStanding(of: Levelled): string {
  const held = statedHolds(of);
  return held.length === 0 ? sayBars(of.total, of.bars) : sayHeld(held);
}

/** What would lift what holds an answer. */
export function sayWhatLifts(held: readonly HoldView[]): string {
  const them = held.length === 1 ? "this" : "these";
  return `A new answer that fixes ${them} gets the level of its points.`;
}

function sayHeld(held: readonly HoldView[]): string {
  const named = held.map(({ headline, number }) => {
    const said = inSentence(headline.replace(/\.$/, ""));
    return number === null ? said : `${said} (Fix first ${number})`;
  });
  const by = held.length === 1 ? "" : ` by ${held.length} points`;
  return `Held at mid${by}: ${named.join("; ")}.`;
}

/** A headline after a colon; its first word is kept where it may be a name. */
function inSentence(headline: string): string {
  return headline.replace(
    /^(Your|The|An?|No|Nothing|Each|Every|It|This|That|Both|One|Two)(?= )/,
    (word) => word.toLowerCase(),
  );
}

/** The level of a total in a sentence, and what the next one takes, or staff where it is reached. */
function sayBars(total: number, bars: readonly LevelBar[]): string {
  const level = sayLevel(total, bars);
  const { reached, next } = findLevel(total, bars);
  const said = `${level.charAt(0).toUpperCase()}${level.slice(1)}.`;
  const bar = next ?? (reached?.ofStaff && reached);
  return bar === undefined ? said : `${said} ${sayBar(bar)}`;
}

/** "The senior bar is at 62."; of one with two conditions both, and what the answer has of the second. */
function sayBar({ level, bar, ofStaff }: LevelBar): string {
  const title = LEVEL_TITLES[level];
  if (!ofStaff) return `The ${title.toLowerCase()} bar is at ${bar}.`;
  const needed = ofStaff.needed === 0.5 ? "half" : sayPercent(ofStaff.needed);
  const earned = ofStaff.earned === 0 ? "none" : sayPercent(ofStaff.earned);
  return `${title} takes ${bar} points and ${needed} of the weight of the staff criteria; this answer has ${earned} of it.`;
}

/** Rounded down, so that what falls short never reads as enough. */
function sayPercent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
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
  no_reply: "No usable reply from the model",
  made_of_terms: UNREADABLE_WORDS,
};

/** Why a stretch of the answer counts as no evidence, beside it. */
export const ASIDE_WORDS: Record<Grade["setAside"][number]["reason"], string> = {
  copied: "copied",
  directed: "to the grader",
};
