import type { TextDiff, TextRun } from "#server/text/word-diff";
import type { Report } from "#server/grades/get-report";
import type { Verdict } from "#domain/grading/verdicts";
import { repliesOf } from "#domain/attempts/turn.schema";
import { withReplies } from "#domain/attempts/with-replies";
import type { SectionId } from "#domain/problems/scale";
import type { CriterionView } from "~/lib/report/report-view";
import { verdictOf } from "~/lib/report/standing-view";
import type { DrawingChange } from "#domain/diagram/diff-diagrams";
import { excerptOf } from "./excerpt";

/** What changed between two attempts. */
export type Edits = { texts: Record<SectionId, TextDiff>; drawing: readonly DrawingChange[] };

/**
 * The edit that a moved criterion's evidence lies in. `untold`: the section changed too much to be told
 * apart. `none`: nothing that it rests on was touched.
 */
export type MovingEdit =
  | { kind: "text"; section: SectionId; runs: TextRun[] }
  | { kind: "drawing"; changes: string[] }
  | { kind: "untold"; section: SectionId }
  | { kind: "none" };

/** Words of a reply that only one of the attempts has, with the follow-up they answer. */
export type MovingReply = {
  side: "before" | "after";
  section: SectionId;
  question: string;
  quote: string;
};

export type MovedCriterion = {
  id: string;
  section: SectionId;
  text: string;
  before: { verdict: Verdict; isReviewers: boolean };
  after: { verdict: Verdict; isReviewers: boolean };
  /** "unclear" where one of them is no verdict. */
  way: "won" | "lost" | "unclear";
  edit: MovingEdit;
  /** The reply that won it, or without which it was lost; null where none did. */
  reply: MovingReply | null;
};

/** A criterion that is not compared, and why. */
export type LeftOut = {
  id: string;
  text: string;
  why: "only_before" | "only_after" | "reworded" | "curveball";
};

export type CriteriaCompared = {
  moved: MovedCriterion[];
  /** How many have the same verdict in both. */
  steadyCount: number;
  leftOut: LeftOut[];
};

/** An attempt's criteria as its report shows them, what its rubric says of each, and what was said. */
export type JudgedSide = {
  criteria: readonly CriterionView[];
  rubric: Report["rubric"]["criteria"];
  work: Pick<Report, "answers" | "interview">;
};

type RubricCriterion = JudgedSide["rubric"][number];

const WORTH: Record<Verdict, number | null> = {
  not_met: 0,
  partial: 1,
  met: 2,
  cannot_assess: null,
};

/**
 * The criteria whose verdict differs between an attempt and a later one, each with the edit that did it,
 * in the order of the later report. Criteria that are not the same in both rubrics are left out and
 * named. Pure.
 */
export function compareCriteria(
  before: JudgedSide,
  after: JudgedSide,
  edits: Edits,
): CriteriaCompared {
  const leftOut = listLeftOut(before.rubric, after.rubric);
  const isOut = new Set(leftOut.map(({ id }) => id));
  const earlier = new Map(before.criteria.map((criterion) => [criterion.id, criterion]));
  const pairs = after.criteria.flatMap((later) => {
    const one = earlier.get(later.id);
    if (!one || isOut.has(later.id)) return [];
    // Where neither could be told there is no verdict to count.
    const isTold = [one, later].some((side) => verdictOf(side) !== "cannot_assess");
    return isTold ? [{ one, later }] : [];
  });
  const moved = pairs.filter(({ one, later }) => verdictOf(one) !== verdictOf(later));
  const findReply = replyFinder(before.work, after.work);
  return {
    moved: moved.map(({ one, later }) => toMoved(one, later, edits, findReply)),
    steadyCount: pairs.length - moved.length,
    leftOut,
  };
}

function listLeftOut(before: RubricCriterion[], after: RubricCriterion[]): LeftOut[] {
  const earlier = new Map(before.map((criterion) => [criterion.id, criterion]));
  const later = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !later.has(id));
  return [
    ...gone.map((criterion) => toLeftOut(criterion, "only_before")),
    ...after.flatMap((criterion) => {
      const other = earlier.get(criterion.id);
      if (!other) return [toLeftOut(criterion, "only_after")];
      return meanSame(other, criterion) ? [] : [toLeftOut(criterion, "reworded")];
    }),
  ];
}

/** The changed requirements reach one attempt and not the other: that is no matter of versions. */
function toLeftOut(
  { id, text, isCurveball }: RubricCriterion,
  why: Exclude<LeftOut["why"], "curveball">,
): LeftOut {
  return { id, text, why: isCurveball && why !== "reworded" ? "curveball" : why };
}

/** Its weight may differ: that is about its points, not about what it asks. */
function meanSame(one: RubricCriterion, other: RubricCriterion): boolean {
  return (
    one.section === other.section &&
    one.text === other.text &&
    one.pass === other.pass &&
    one.partial === other.partial &&
    one.fail === other.fail
  );
}

function toMoved(
  one: CriterionView,
  later: CriterionView,
  edits: Edits,
  findReply: ReplyFinder,
): MovedCriterion {
  const way = wayOf(verdictOf(one), verdictOf(later));
  const reply = findReply(one, later, way);
  return {
    id: later.id,
    section: later.section,
    text: later.text,
    before: { verdict: verdictOf(one), isReviewers: isReviewers(one) },
    after: { verdict: verdictOf(later), isReviewers: isReviewers(later) },
    way,
    edit: findEdit(one, later, way, { ...edits, isByReply: reply !== null }),
    reply,
  };
}

function isReviewers({ review }: CriterionView): boolean {
  return (review?.given ?? null) !== null;
}

function wayOf(before: Verdict, after: Verdict): MovedCriterion["way"] {
  const [from, to] = [WORTH[before], WORTH[after]];
  if (from === null || to === null) return "unclear";
  return to > from ? "won" : "lost";
}

/**
 * What was won rests on words or parts that came in, what was lost on those that went; failing that,
 * the other way round: a sentence that spoke against it went, or came. Where a reply did it, nothing
 * is looked for the other way round.
 */
function findEdit(
  one: CriterionView,
  later: CriterionView,
  way: MovedCriterion["way"],
  { isByReply, ...edits }: Edits & { isByReply: boolean },
): MovingEdit {
  const sides = [
    { criterion: later, side: "new" as const },
    { criterion: one, side: "old" as const },
  ];
  if (way === "lost") sides.reverse();
  if (isByReply) sides.length = 1;
  for (const { criterion, side } of sides) {
    const edit = findTextEdit(criterion, side, edits) ?? findDrawingEdit(criterion, side, edits);
    if (edit) return edit;
  }
  if (isByReply) return { kind: "none" };
  const untold = [...later.quotes, ...one.quotes].find(
    ({ section }) => edits.texts[section].kind === "too_large",
  );
  return untold ? { kind: "untold", section: untold.section } : { kind: "none" };
}

function findTextEdit(
  { quotes }: CriterionView,
  side: "old" | "new",
  { texts }: Edits,
): MovingEdit | null {
  for (const { section, start, end } of quotes) {
    const runs = excerptOf(texts[section], side, { start, end });
    if (runs) return { kind: "text", section, runs };
  }
  return null;
}

function findDrawingEdit(
  { elementIds }: CriterionView,
  side: "old" | "new",
  { drawing }: Edits,
): MovingEdit | null {
  const restsOn = new Set(elementIds);
  const changes = drawing.filter((change) => {
    const seen = side === "old" ? change.before : change.after;
    return seen?.elementIds.some((id) => restsOn.has(id)) ?? false;
  });
  return changes.length === 0 ? null : { kind: "drawing", changes: changes.map(({ id }) => id) };
}

type ReplyFinder = (
  one: CriterionView,
  later: CriterionView,
  way: MovedCriterion["way"],
) => MovingReply | null;

/** Finds the reply that a moved criterion rests on, where the other attempt doesn't say the same. */
function replyFinder(before: JudgedSide["work"], after: JudgedSide["work"]): ReplyFinder {
  const works = { before, after };
  const said = { before: foldAll(before), after: foldAll(after) };
  const findOn = (side: "before" | "after", { replies }: CriterionView): MovingReply | null => {
    const other = side === "before" ? said.after : said.before;
    const quote = replies.find((one) => !other.includes(fold(one.quote)));
    const asked = works[side].interview.find(({ turn }) => turn === quote?.turn);
    if (!quote || !asked) return null;
    return { side, section: asked.section, question: asked.question, quote: quote.quote };
  };
  return (one, later, way) => {
    if (way === "won") return findOn("after", later);
    if (way === "lost") return findOn("before", one);
    return findOn("after", later) ?? findOn("before", one);
  };
}

/** All that was written and replied, as it is compared. */
function foldAll({ answers, interview }: JudgedSide["work"]): string {
  return fold(Object.values(withReplies(answers, repliesOf(interview))).join("\n\n"));
}

function fold(text: string): string {
  return text.replace(/\s+/gu, " ").trim().toLowerCase();
}
