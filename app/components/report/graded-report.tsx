import { useMemo } from "react";
import type { ReactNode } from "react";
import type { AidsView } from "~/lib/report/aids-view";
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
import { OwnMarksPart } from "./own-marks-part";
import { ReviewSummaryPart } from "./review-summary";
import { SectionReport } from "./section-report";
import { SectionTable } from "./section-table";
import { SelectionProvider } from "./selection";
import { TimeSpent } from "./time-spent";
import { Standing } from "./standing";

/** The graded report: where it stands, then the candidate's work with the judge's marks on it. */
export function GradedReport(props: {
  /** Null for whoever holds a link: the worked solution isn't theirs to see. */
  attemptId: string | null;
  graded: Pick<StandingView, "sections" | "drawing" | "head"> & {
    grade: Pick<StandingView["grade"], "outcome" | "flags" | "misconceptions">;
  };
  review: ReviewSummary | null;
  /** Null where nothing was drawn. */
  drawing: DrawingSource | null;
  /** The ways from an estimate to something better. */
  waysOut: ReactNode;
  /** What the candidate's own marks come to; null while they have finished none. */
  ownMarks: OwnMarksSummary | null;
  /** The reader is the candidate. */
  isOwn: boolean;
  /** Null where what was asked and opened isn't shown. */
  aids: AidsView | null;
  time: TimeView | null;
}) {
  const { grade, sections, drawing: parts, head } = props.graded;
  const criteria = useMemo(
    () => sections.flatMap(({ besideText, below }) => [...besideText, ...below]),
    [sections],
  );
  const byId = useMemo(() => new Map(criteria.map((item) => [item.id, item])), [criteria]);
  return (
    <SelectionProvider>
      {/* What no reader has marked is marked in pencil. */}
      <div className={head.kind === "grade" ? undefined : "pencil"}>
        <JudgeNotice grade={grade} />
        {props.review && <ReviewSummaryPart summary={props.review} />}
        {head.kind === "unreadable" ? (
          <UnreadableHead message={sayUnreadable(grade.flags)} waysOut={props.waysOut} />
        ) : (
          <div className="mt-8 mb-10 grid gap-x-14 gap-y-8 sm:mt-10 sm:mb-14 sm:gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
            {head.kind === "grade" ? (
              <>
                <div>
                  <Standing head={head} />
                  <TimeSpent time={props.time} />
                </div>
                <SectionTable sections={sections} head={head} />
              </>
            ) : (
              <>
                <div>
                  <EstimateHead head={head} waysOut={props.waysOut} />
                  <TimeSpent time={props.time} />
                </div>
                <IdeasTable sections={sections} />
              </>
            )}
          </div>
        )}
        {props.ownMarks && (
          <OwnMarksPart summary={props.ownMarks} criteria={byId} isOwn={props.isOwn} />
        )}
        <h2 className="sr-only">Your answer, with the judge’s notes</h2>
        {sections.map((section) => (
          <SectionReport key={section.section} section={section} criteria={byId} />
        ))}
        <DrawingFigure
          drawing={props.drawing}
          parts={parts}
          criteria={criteria}
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
