import { useMemo } from "react";
import type { Scene } from "#server/diagram/scene.schema";
import type { GradedView } from "~/lib/report/report-view";
import type { ReviewSummary } from "~/lib/report/review-view";
import { DrawingFigure } from "./drawing-figure";
import { JudgeNotice } from "./judge-notice";
import { Misconceptions } from "./misconceptions";
import { ReviewSummaryPart } from "./review-summary";
import { SectionReport } from "./section-report";
import { SectionTable } from "./section-table";
import { SelectionProvider } from "./selection";
import { Standing } from "./standing";

/** The graded report: where it stands, then the candidate's work with the judge's marks on it. */
export function GradedReport(props: {
  graded: GradedView;
  review: ReviewSummary | null;
  scene: Scene;
}) {
  const { grade, sections, drawing } = props.graded;
  const criteria = useMemo(
    () => sections.flatMap(({ besideText, below }) => [...besideText, ...below]),
    [sections],
  );
  const byId = useMemo(() => new Map(criteria.map((item) => [item.id, item])), [criteria]);
  return (
    <SelectionProvider>
      <JudgeNotice grade={grade} />
      {props.review && <ReviewSummaryPart summary={props.review} judgeTotal={grade.total} />}
      <div className="mt-10 mb-14 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Standing grade={grade} criteria={byId} />
        <SectionTable sections={sections} />
      </div>
      <h2 className="sr-only">Your answer, with the judge’s notes</h2>
      {sections.map((section) => (
        <SectionReport key={section.section} section={section} criteria={byId} />
      ))}
      <DrawingFigure scene={props.scene} parts={drawing} criteria={criteria} />
      <Misconceptions misconceptions={grade.misconceptions} />
    </SelectionProvider>
  );
}
