import { withHolds } from "#domain/grading/holds";
import { toWholeTotal } from "#domain/grading/whole-total";
import type { Result } from "#domain/grading/result";
import { countWords } from "#domain/attempts/answer.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { Verdict } from "#domain/grading/verdicts";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { Comparison, ComparedSide } from "#server/grades/get-comparison";
import type { DrawingRead, WorkCompared } from "#server/threads/read-tasks";
import type { TextDiff } from "#server/text/word-diff";
import { mayMark } from "~/lib/report/own-marks-view";
import { viewGrade, withoutMarks } from "~/lib/report/report-view";
import { isCarried } from "~/lib/report/section-view";
import type { SectionView } from "~/lib/report/report-view";
import { withReview } from "~/lib/report/review-view";
import { verdictOf, withStanding } from "~/lib/report/standing-view";
import type { Head, StandingView } from "~/lib/report/standing-view";
import type { DrawingChange } from "#domain/diagram/diff-diagrams";
import { compareCriteria } from "./moved-criteria";
import type { CriteriaCompared } from "./moved-criteria";

/** Whether an attempt's grade can be shown. `unopened`: its candidate has not chosen to see it. */
export type GradeAt = "shown" | "unopened" | "under_way" | "none";

/** One of the two attempts that are compared. Times are ISO 8601. */
export type SideView = Pick<
  ComparedSide["report"]["attempt"],
  "id" | "kind" | "focusSection" | "level" | "lens" | "submittedAt"
> & {
  gradeAt: GradeAt;
  /** Nulls unless the grade is shown. `judged`: the judge's, where people made another score. */
  result: Result | null;
  judged: Result | null;
};

/** A grade's percent of a section's points, or the ideas that an estimate found there. */
type SectionFigure = { percent: number | null; ideas: SectionView["ideas"] };

/** Why two scores aren't subtracted, or their criteria not compared. */
export type Unlike = "kinds" | "estimates" | "unreadable" | "rubrics" | "lenses" | "curveball";

export type ScoresView = {
  /** Points won by the later one, of 100; null where it can't be said. */
  difference: number | null;
  unlike: Unlike | null;
  /** Two grades by judges of two names: the same words may be judged otherwise. */
  isOtherJudge: boolean;
};

export type TextView = {
  section: SectionId;
  title: string;
  diff: TextDiff;
  words: { before: number; after: number };
  /** Both texts, where what differs wasn't told apart. */
  whole: { before: string; after: string } | null;
};

/** A follow-up of one attempt, with what its reply won there. */
export type ComparedExchange = Pick<Exchange, "turn" | "question" | "isDeclined"> & {
  /** "" where none was written, or it was declined. */
  reply: string;
  isCarried: boolean;
  won: { id: string; text: string; verdict: Verdict; isEstimate: boolean }[];
};

export type FollowUpsView = {
  section: SectionId;
  title: string;
  before: ComparedExchange[];
  after: ComparedExchange[];
};

export type ComparisonView = {
  title: string;
  slug: string;
  before: SideView;
  after: SideView;
  /** Null unless both grades are shown. */
  scores: ScoresView | null;
  sections: { section: SectionId; title: string; before: SectionFigure; after: SectionFigure }[];
  /** Null where the criteria can't be compared. */
  criteria: (CriteriaCompared & { isEstimate: boolean }) | null;
  texts: TextView[];
  /** The sections that either was asked about. */
  followUps: FollowUpsView[];
  /** Whether there is one on each side, and what changed between them. */
  drawing: { before: boolean; after: boolean; changes: DrawingChange[] };
};

type Shown = { side: ComparedSide; view: StandingView | null; gradeAt: GradeAt };

/**
 * Joins two attempts into what the page shows. Names every field that leaves the server: of the rubric
 * only what the criteria ask that moved, were left out or were won by a reply, and of an unopened grade
 * nothing.
 * @param isOwn the reader is the candidate
 */
export function viewComparison(
  { before, after }: Comparison,
  work: WorkCompared,
  { isOwn }: { isOwn: boolean },
): ComparisonView {
  const { texts, changes } = work;
  const [one, other] = [show(before, work.before, isOwn), show(after, work.after, isOwn)];
  const criteria = compareShown(one, other, { texts, drawing: changes });
  return {
    title: after.report.problem.title,
    slug: after.report.problem.slug,
    before: toSide(one),
    after: toSide(other),
    scores: compareScores(one, other, criteria),
    sections: SECTION_IDS.map((section) => ({
      section,
      title: SECTION_TITLES[section],
      before: figureOf(one, section),
      after: figureOf(other, section),
    })),
    criteria,
    texts: SECTION_IDS.map((section) =>
      viewText(section, texts[section], {
        before: before.report.answers[section],
        after: after.report.answers[section],
      }),
    ),
    followUps: viewFollowUps(one, other),
    drawing: { before: work.before.isDrawn, after: work.after.isDrawn, changes },
  };
}

/** Whether the candidate sees a grade here that they have not seen before. */
export function isFirstLook(side: ComparedSide): boolean {
  return side.report.grade !== null && !side.own.hasSeen && gradeAtOf(side, true) === "shown";
}

function gradeAtOf({ report, own }: ComparedSide, isOwn: boolean): GradeAt {
  const { grade, state } = report;
  if (grade === null) return state.status === "needs_attention" ? "none" : "under_way";
  return isOwn && !own.hasSeen && mayMark(own, grade) ? "unopened" : "shown";
}

function show(side: ComparedSide, { parts }: DrawingRead, isOwn: boolean): Shown {
  const { report, review } = side;
  const gradeAt = gradeAtOf(side, isOwn);
  if (report.grade === null || gradeAt !== "shown") return { side, view: null, gradeAt };
  const viewed = viewGrade(
    { ...report, drawing: parts },
    report.grade,
    () => [],
    () => null,
  );
  const shown = viewed.grade.outcome.kind === "unreadable" ? withoutMarks(viewed) : viewed;
  const reviewed = withReview(shown, review, { attemptId: report.attempt.id, isOwn });
  return { side, view: withStanding(reviewed, review), gradeAt };
}

function toSide({ side, view, gradeAt }: Shown): SideView {
  const { id, kind, focusSection, level, lens, submittedAt } = side.report.attempt;
  return {
    id,
    kind,
    focusSection,
    level,
    lens,
    submittedAt,
    gradeAt,
    result: view && toResult(view.head),
    judged: view?.head.judged ?? null,
  };
}

function toResult(head: Head): Result {
  switch (head.kind) {
    case "grade":
      return withHolds({ kind: "grade", total: head.total }, head);
    case "estimate":
      return { kind: "estimate", low: head.low, high: head.high };
    case "unreadable":
      return { kind: "unreadable" };
  }
}

function figureOf({ view }: Shown, section: SectionId): SectionFigure {
  const found = view?.sections.find((one) => one.section === section);
  return { percent: found?.score?.percent ?? null, ideas: found?.ideas ?? null };
}

/** Verdicts of a judge that reads and of one that doesn't say different things. */
function compareShown(
  one: Shown,
  other: Shown,
  edits: Parameters<typeof compareCriteria>[2],
): ComparisonView["criteria"] {
  if (one.view === null || other.view === null) return null;
  const kind = other.view.head.kind;
  if (kind === "unreadable" || one.view.head.kind !== kind) return null;
  const toJudged = (view: StandingView, { side }: Shown) => ({
    criteria: view.sections.flatMap(({ besideText, below }) => [...besideText, ...below]),
    rubric: side.report.rubric.criteria,
    work: side.report,
  });
  const compared = compareCriteria(toJudged(one.view, one), toJudged(other.view, other), edits);
  return { ...compared, isEstimate: kind === "estimate" };
}

function compareScores(
  one: Shown,
  other: Shown,
  criteria: ComparisonView["criteria"],
): ScoresView | null {
  if (one.view === null || other.view === null) return null;
  const unlike = findUnlike(one.view, other.view, criteria);
  const [from, to] = [one.view.head, other.view.head];
  const isBoth = from.kind === "grade" && to.kind === "grade";
  return {
    unlike,
    difference:
      isBoth && unlike === null ? toWholeTotal(to.total) - toWholeTotal(from.total) : null,
    isOtherJudge:
      isBoth && one.view.grade.judge.requestedModel !== other.view.grade.judge.requestedModel,
  };
}

function findUnlike(
  before: StandingView,
  after: StandingView,
  criteria: ComparisonView["criteria"],
): Unlike | null {
  if (before.head.kind === "unreadable" || after.head.kind === "unreadable") return "unreadable";
  if (before.head.kind !== after.head.kind) return "kinds";
  if (after.head.kind === "estimate") return "estimates";
  if (before.grade.lens !== after.grade.lens) return "lenses";
  if (before.grade.rubricHash !== after.grade.rubricHash) return "rubrics";
  return criteria?.leftOut.length === 0 ? null : "curveball";
}

function viewText(
  section: SectionId,
  diff: TextDiff,
  text: { before: string; after: string },
): TextView {
  return {
    section,
    title: SECTION_TITLES[section],
    diff,
    words: { before: countWords(text.before), after: countWords(text.after) },
    whole: diff.kind === "too_large" ? text : null,
  };
}

function viewFollowUps(before: Shown, after: Shown): FollowUpsView[] {
  return SECTION_IDS.map((section) => ({
    section,
    title: SECTION_TITLES[section],
    before: listExchanges(before, section),
    after: listExchanges(after, section),
  })).filter((one) => one.before.length + one.after.length > 0);
}

function listExchanges({ side, view }: Shown, section: SectionId): ComparedExchange[] {
  return side.report.interview
    .filter((exchange) => exchange.section === section)
    .map(({ turn, question, reply, isDeclined }) => ({
      turn,
      question,
      isDeclined,
      reply: isDeclined ? "" : reply.trim(),
      isCarried: isCarried(side.report.attempt),
      won: view === null ? [] : listWon(view, turn),
    }));
}

/** The criteria that rest on a reply and are met, or partly. */
function listWon({ sections }: StandingView, turn: number): ComparedExchange["won"] {
  return sections
    .flatMap(({ besideText, below }) => [...besideText, ...below])
    .filter(({ replies }) => replies.some((quote) => quote.turn === turn))
    .map((criterion) => ({
      id: criterion.id,
      text: criterion.text,
      verdict: verdictOf(criterion),
      isEstimate: criterion.isEstimate,
    }))
    .filter(({ verdict }) => verdict === "met" || verdict === "partial");
}
