import type { DrillResult, EarlierVerdict } from "#server/grades/get-drill-result";
import type { OwnMarks } from "#server/reviews/get-own-marks";
import type { Verdict } from "#domain/grading/verdicts";
import type { SectionId } from "#domain/problems/scale";
import type { CriterionView, GradedView } from "./report-view";
import type { Span } from "./segments";

/** A criterion of a drill, once there is a verdict. */
export type DrilledCriterion = Pick<
  CriterionView,
  | ("id" | "text" | "verdict" | "reasoning" | "advice" | "quotes" | "parts" | "topics")
  | ("decidedBy" | "isEstimate")
> & { earlier: EarlierVerdict | null };

/** A criterion that its candidate marked themselves. */
export type SelfMarkedCriterion = { id: string; text: string; verdict: Verdict };

/** What came of a drill: verdicts of a judge, one's own where there are none, or nothing yet. */
export type DrillOutcome =
  | { kind: "judged"; criteria: DrilledCriterion[]; isUnreadable: boolean; message: string | null }
  | { kind: "self"; criteria: SelfMarkedCriterion[] }
  | { kind: "none" };

export function viewDrilled(
  { grade, sections }: GradedView,
  { earlier }: Pick<DrillResult, "earlier">,
): Extract<DrillOutcome, { kind: "judged" }> {
  const criteria = sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
  const isUnreadable = grade.outcome.kind === "unreadable";
  const notice = grade.flags.find(({ kind }) => kind === "gated" || kind === "made_of_terms");
  return {
    kind: "judged",
    isUnreadable,
    message: notice?.message ?? null,
    criteria: criteria.map((one) => ({
      id: one.id,
      text: one.text,
      verdict: one.verdict,
      reasoning: one.reasoning,
      advice: one.advice,
      quotes: one.quotes,
      parts: one.parts,
      topics: one.topics,
      decidedBy: one.decidedBy,
      isEstimate: one.isEstimate,
      earlier: earlier?.verdicts[one.id] ?? null,
    })),
  };
}

/** Where the drilled section is quoted. */
export function listMarks(outcome: DrillOutcome, section: SectionId): Span[] {
  if (outcome.kind !== "judged") return [];
  return outcome.criteria.flatMap(({ id, quotes }) =>
    quotes
      .filter((quote) => quote.section === section)
      .map(({ start, end }) => ({ start, end, criterionId: id })),
  );
}

/** By one's own marks: only once they are finished may all criteria be read. */
export function viewSelfMarked(
  { report }: Pick<DrillResult, "report">,
  own: OwnMarks,
): DrillOutcome {
  if (own.finished === null) return { kind: "none" };
  const { verdicts } = own.finished;
  return {
    kind: "self",
    criteria: report.rubric.criteria.flatMap(({ id, text }) => {
      const verdict = verdicts[id];
      return verdict === undefined ? [] : [{ id, text, verdict }];
    }),
  };
}

/** What a drill is started again with. */
export type DrillAgain = { slug: string; criteria: string[]; from: string };

export type DrillWords = { section: SectionId; now: string; earlier: string | null };
