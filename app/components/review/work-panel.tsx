import { useMemo, useRef } from "react";
import type { Appeal } from "#server/reviews/get-review";
import { Section } from "~/components/ui/section";
import type { CriterionView, GradedView, SectionView } from "~/lib/report/report-view";
import { markAppeals } from "~/lib/report/review-view";
import type { DrawingSource } from "../report/drawing-board";
import { DrawingFigure } from "../report/drawing-figure";
import { Exchanges } from "../report/exchanges";
import { MarkedText } from "../report/marked-text";
import { sectionAnchor } from "../report/selection";

/** The candidate's work, marked where the judge's verdicts rest and where appeals point. */
export function WorkPanel(props: {
  graded: GradedView;
  drawing: DrawingSource | null;
  appeals: Appeal[];
}) {
  const { graded, appeals } = props;
  const sections = useMemo(() => markAppeals(graded.sections, appeals), [graded, appeals]);
  const criteria = useMemo(
    () => sections.flatMap(({ besideText, below }) => [...besideText, ...below]),
    [sections],
  );
  const byId = useMemo(() => new Map(criteria.map((item) => [item.id, item])), [criteria]);
  return (
    <>
      {sections.map((section) => (
        <WorkSection key={section.section} section={section} criteria={byId} />
      ))}
      <DrawingFigure
        drawing={props.drawing}
        parts={graded.drawing}
        criteria={criteria}
        besideTo={null}
      />
    </>
  );
}

function WorkSection(props: { section: SectionView; criteria: Map<string, CriterionView> }) {
  const { section } = props;
  const textRef = useRef<HTMLDivElement>(null);
  return (
    <Section
      id={sectionAnchor(section.section)}
      title={
        <>
          {section.title}
          <span className="text-ink-soft text-small ml-3 font-normal tabular-nums">
            {section.wordCount} {section.wordCount === 1 ? "word" : "words"}
          </span>
        </>
      }
      level={3}
      isRuled
      className="pb-10"
    >
      {section.text.trim() === "" ? (
        <p className="text-ink-soft text-lead font-serif italic">Left empty.</p>
      ) : (
        <MarkedText segments={section.segments} criteria={props.criteria} textRef={textRef} />
      )}
      <Exchanges exchanges={section.exchanges} criteria={props.criteria} />
    </Section>
  );
}
