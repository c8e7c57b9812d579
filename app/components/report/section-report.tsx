import clsx from "clsx";
import { formatPoints } from "~/lib/report/format";
import type { CriterionView, SectionView } from "~/lib/report/report-view";
import { SectionScale } from "../charts/section-scale";
import { CriterionNote } from "./criterion-note";
import { FigureCheck } from "./figure-check";
import { DrillTogether, RetrySection } from "./practise-from";
import { sectionAnchor } from "./selection";
import { MarkedText } from "./marked-text";
import { useMarginLayout } from "./use-margin-layout";

/** One section: the candidate's text, the notes beside it, and below what was not found in it. */
export function SectionReport(props: {
  section: SectionView;
  criteria: Map<string, CriterionView>;
}) {
  const { section } = props;
  const ids = section.besideText.map(({ id }) => id);
  const { textRef, notesRef, layout } = useMarginLayout(ids);
  const headingId = `${sectionAnchor(section.section)}-title`;
  return (
    <section
      id={sectionAnchor(section.section)}
      aria-labelledby={headingId}
      className="border-line scroll-mt-4 border-t pt-8 pb-16 print:pb-8"
    >
      <SectionHead section={section} headingId={headingId} />
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-x-14 print:block">
        {section.text.trim() === "" ? (
          <p className="text-ink-soft text-lead font-serif italic">You left this section empty.</p>
        ) : (
          <MarkedText segments={section.segments} criteria={props.criteria} textRef={textRef} />
        )}
        <div
          ref={notesRef}
          className="relative mt-8 space-y-6 lg:mt-0 lg:space-y-0 print:mt-6 print:h-auto! print:space-y-4"
          style={layout === null ? undefined : { height: layout.height }}
        >
          {section.besideText.map((criterion) => (
            <div
              key={criterion.id}
              className={clsx(
                "print:static!",
                layout === null ? "lg:mb-5" : "absolute inset-x-0 transition-[top] duration-200",
              )}
              style={layout === null ? undefined : { top: layout.tops.get(criterion.id) }}
            >
              <CriterionNote criterion={criterion} isInMargin />
            </div>
          ))}
        </div>
      </div>
      {section.figures !== null && <FigureCheck figures={section.figures} />}
      <BelowText section={section} />
      <DrillTogether criteria={[...section.besideText, ...section.below]} />
    </section>
  );
}

function SectionHead(props: { section: SectionView; headingId: string }) {
  const { section } = props;
  return (
    <header className="mb-6 flex flex-wrap items-center gap-x-6 gap-y-2">
      <h3 id={props.headingId} className="text-2xl font-bold">
        {section.title}
      </h3>
      <p className="text-ink-soft text-small tabular-nums">
        {section.wordCount} {section.wordCount === 1 ? "word" : "words"}
      </p>
      <RetrySection section={section.section} />
      {section.ideas !== null && section.ideas.of > 0 && (
        <p className="text-ink-soft tabular-nums sm:ml-auto">
          <strong className="text-ink">{section.ideas.found}</strong> of {section.ideas.of} ideas
          found
        </p>
      )}
      {section.score !== null && (
        <p className="flex items-center gap-4 tabular-nums sm:ml-auto">
          <span className="w-32">
            <SectionScale percent={section.score.percent} />
          </span>
          {section.score.percent === null ? (
            <span className="text-ink-soft">nothing could be assessed</span>
          ) : (
            <span>
              <strong>{formatPoints(section.score.points)}</strong> of{" "}
              {formatPoints(section.score.possible)} points
            </span>
          )}
        </p>
      )}
    </header>
  );
}

function BelowText(props: { section: SectionView }) {
  const { below, besideText } = props.section;
  if (below.length === 0) return null;
  return (
    <div className="mt-10 print:mt-6">
      <h4 className="text-ink-soft mb-4 text-base font-semibold">
        {besideText.length === 0 ? "Looked for in this section" : "Also looked for in this section"}
      </h4>
      <div className="grid gap-x-14 gap-y-8 md:grid-cols-2 print:block print:space-y-4">
        {below.map((criterion) => (
          <CriterionNote key={criterion.id} criterion={criterion} isInMargin={false} />
        ))}
      </div>
    </div>
  );
}
