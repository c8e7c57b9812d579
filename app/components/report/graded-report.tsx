import { useMemo } from "react";
import type { ReactNode } from "react";
import type { AidsView } from "~/lib/report/aids-view";
import type { NextView } from "~/lib/report/next-view";
import type { OwnMarksSummary } from "~/lib/report/own-marks-view";
import type { GradeView } from "~/lib/report/report-view";
import type { ReviewSummary } from "~/lib/report/review-view";
import type { StandingView } from "~/lib/report/standing-view";
import type { TimeView } from "~/lib/report/time-view";
import { AidsUsed } from "./aids-used";
import { CriterionLinks } from "./criterion-links";
import type { DrawingSource } from "./drawing-board";
import { DrawingFigure } from "./drawing-figure";
import { EstimateHead, UnreadableHead } from "./estimate-head";
import { IdeasTable } from "./ideas-table";
import { JudgeNotice } from "./judge-notice";
import { Misconceptions } from "./misconceptions";
import type { LateDebrief } from "./late-debrief-note";
import { NextMinutes } from "./next-minutes";
import { OwnMarksPart } from "./own-marks-part";
import { AnswerTitle, DebriefParts, OPENING, ReportOpening } from "./report-opening";
import type { OwnChallenges } from "./point-challenges";
import { ReviewSummaryPart } from "./review-summary";
import { SectionReport } from "./section-report";
import { SelectionProvider } from "./selection";
import { TimeSpent } from "./time-spent";

/**
 * The graded report: what is right and what would sink it, where it stands, what to fix first and what
 * was good, what to do next; then the candidate's work with the judge's marks on it. An estimate and
 * own marks come before what to do next, too.
 */
export function GradedReport(props: {
  /** Null for whoever holds a link: the worked solution isn't theirs to see. */
  attemptId: string | null;
  graded: Pick<StandingView, "sections" | "drawing" | "head" | "debrief"> & {
    grade: Pick<StandingView["grade"], "outcome" | "flags" | "misconceptions">;
  };
  review: ReviewSummary | null;
  /** Null where nothing was drawn. */
  drawing: DrawingSource | null;
  /** The ways from an estimate to something better. */
  waysOut: ReactNode;
  /** What to do next; null where that is nobody's to see. */
  next: NextView | null;
  /** What can be done with the report; null for whoever holds a link. */
  actions: ReactNode;
  /** What the candidate's own marks come to; null while they have finished none. */
  ownMarks: OwnMarksSummary | null;
  /** The reader is the candidate. */
  isOwn: boolean;
  /** Null where what was asked and opened isn't shown. */
  aids: AidsView | null;
  time: TimeView | null;
  /** What the candidate said against points that hold their level; null for others. */
  challenges: OwnChallenges | null;
  lateDebrief?: LateDebrief | null;
}) {
  const { grade, sections, drawing: parts, head, debrief } = props.graded;
  const criteria = useMemo(
    () => sections.flatMap(({ besideText, below }) => [...besideText, ...below]),
    [sections],
  );
  const byId = useMemo(() => new Map(criteria.map((item) => [item.id, item])), [criteria]);
  return (
    <SelectionProvider debrief={debrief} next={props.next}>
      {/* What no reader has marked is marked in pencil. */}
      <div className={head.kind === "grade" ? undefined : "pencil"}>
        <JudgeNotice grade={grade} />
        {props.review && <ReviewSummaryPart summary={props.review} />}
        {head.kind === "grade" && (
          <>
            <ReportOpening
              debrief={debrief}
              sections={sections}
              head={head}
              time={props.time}
              challenges={props.challenges}
              lateDebrief={props.lateDebrief ?? null}
            />
            <DebriefParts debrief={debrief} next={props.next} />
            {props.actions}
          </>
        )}
        {head.kind === "unreadable" && (
          <UnreadableHead message={sayUnreadable(grade.flags)} waysOut={props.waysOut} />
        )}
        {head.kind === "estimate" && (
          <div className={OPENING}>
            <div>
              <EstimateHead head={head} waysOut={props.waysOut} />
              <TimeSpent time={props.time} />
            </div>
            <IdeasTable sections={sections} />
          </div>
        )}
        {props.ownMarks && (
          <OwnMarksPart summary={props.ownMarks} criteria={byId} isOwn={props.isOwn} />
        )}
        {head.kind !== "grade" && (
          <>
            <NextMinutes next={props.next} />
            {props.actions}
          </>
        )}
        <AnswerTitle>
          {props.isOwn ? "Your answer" : "The answer"}
          {head.kind !== "unreadable" && ", marked up"}
        </AnswerTitle>
        {sections.map((section) => (
          <SectionReport key={section.section} section={section} criteria={byId} />
        ))}
        <DrawingFigure
          drawing={props.drawing}
          parts={parts}
          criteria={criteria}
          debrief={debrief}
          besideTo={
            props.attemptId === null ? null : `/attempts/${props.attemptId}/solution?beside=drawing`
          }
        />
        {props.aids && (
          <AidsUsed
            aids={props.aids}
            curveballLinks={
              <CriterionLinks
                title="How you handled it"
                criteria={props.aids.curveball?.criteria.flatMap((id) => byId.get(id) ?? []) ?? []}
              />
            }
          />
        )}
        <Misconceptions misconceptions={grade.misconceptions} />
      </div>
    </SelectionProvider>
  );
}

function sayUnreadable(flags: GradeView["flags"]): string {
  return flags.find(({ kind }) => kind === "made_of_terms")?.message ?? "";
}
