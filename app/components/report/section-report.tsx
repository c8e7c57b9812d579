import clsx from "clsx";
import type { CriterionView, SectionView } from "~/lib/report/report-view";
import { SectionScale } from "../charts/section-scale";
import { verdictOf } from "~/lib/report/standing-view";
import { ClampedText } from "./clamped-text";
import { CriterionNote } from "./criterion-note";
import { Exchanges } from "./exchanges";
import { DrillTogether, RetrySection } from "./practise-from";
import { sectionAnchor } from "./selection";
import { MarkedText } from "./marked-text";
import { MetFold } from "./met-fold";
import { useMarginLayout } from "./use-margin-layout";

/**
 * One section: the candidate's text, beside it the notes on what fell short there, below it what is
 * missing, and folded what is met.
 */
export function SectionReport(props: {
  section: SectionView;
  criteria: Map<string, CriterionView>;
}) {
  const { section } = props;
  const isMet = (criterion: CriterionView): boolean => verdictOf(criterion) === "met";
  const beside = section.besideText.filter((criterion) => !isMet(criterion));
  const below = section.below.filter((criterion) => !isMet(criterion));
  const met = [...section.besideText, ...section.below].filter(isMet);
  const { textRef, notesRef, layout } = useMarginLayout(beside.map(({ id }) => id));
  const headingId = `${sectionAnchor(section.section)}-title`;
  return (
    <section
      id={sectionAnchor(section.section)}
      aria-labelledby={headingId}
      className="border-line scroll-mt-4 border-t pt-6 pb-10 lg:pt-8 lg:pb-14 print:pb-5"
    >
      <SectionHead section={section} headingId={headingId} />
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-x-14 print:block">
        {section.text.trim() === "" ? (
          <p className="text-ink-soft text-lead font-serif italic">You left this section empty.</p>
        ) : (
          <ClampedText words={section.wordCount}>
            <MarkedText segments={section.segments} criteria={props.criteria} textRef={textRef} />
          </ClampedText>
        )}
        <div
          ref={notesRef}
          className="relative mt-6 space-y-5 empty:hidden lg:mt-0 lg:space-y-0 print:mt-4 print:h-auto! print:space-y-3"
          style={layout === null ? undefined : { height: layout.height }}
        >
          {beside.map((criterion) => (
            <div
              key={criterion.id}
              className={clsx(
                "print:static!",
                layout === null ? "lg:mb-5" : "absolute inset-x-0 transition-[top] duration-200",
              )}
              style={layout === null ? undefined : { top: layout.tops.get(criterion.id) }}
            >
              <CriterionNote criterion={criterion} />
            </div>
          ))}
        </div>
      </div>
      <Exchanges exchanges={section.exchanges} criteria={props.criteria} />
      <Notes
        title={sayMissing({ isEstimate: section.ideas !== null, isMore: beside.length > 0 })}
        criteria={below.filter(isTold)}
      />
      <Notes title="Without a verdict" criteria={below.filter((criterion) => !isTold(criterion))} />
      <DrillTogether criteria={[...section.besideText, ...section.below].filter(isTold)} />
      <MetFold criteria={met} />
    </section>
  );
}

/** What an estimate didn't find may be there. */
function sayMissing({ isEstimate, isMore }: { isEstimate: boolean; isMore: boolean }): string {
  const what = isEstimate ? "not found" : "missing";
  return isMore
    ? `Also ${what} in this section`
    : `${what.charAt(0).toUpperCase()}${what.slice(1)} in this section`;
}

function SectionHead(props: { section: SectionView; headingId: string }) {
  const { section } = props;
  return (
    <header className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-2">
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
              <strong>{section.score.points}</strong> of {section.score.possible} points
            </span>
          )}
        </p>
      )}
    </header>
  );
}

/** Whether anybody could tell: what no word list covers is left out of an estimate, not missing. */
function isTold(criterion: CriterionView): boolean {
  return verdictOf(criterion) !== "cannot_assess";
}

function Notes(props: { title: string; criteria: readonly CriterionView[] }) {
  if (props.criteria.length === 0) return null;
  return (
    <div className="mt-8 print:mt-4">
      <h4 className="text-ink-soft mb-3 text-base font-semibold">{props.title}</h4>
      <div className="grid gap-x-14 gap-y-6 md:grid-cols-2 print:block print:space-y-3">
        {props.criteria.map((criterion) => (
          <CriterionNote key={criterion.id} criterion={criterion} />
        ))}
      </div>
    </div>
  );
}
