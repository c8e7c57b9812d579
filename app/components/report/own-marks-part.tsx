import { Section } from "~/components/ui/section";
import { formatTotal } from "~/lib/report/format";
import { sayAlike, sayLean } from "~/lib/report/own-marks-view";
import type { OwnMarksSummary, SelfKnowledge } from "~/lib/report/own-marks-view";
import type { CriterionView } from "~/lib/report/report-view";
import { CriterionLinks } from "./criterion-links";

/** The candidate's own marks beside the result: what they come to, and how well they knew. */
export function OwnMarksPart(props: {
  summary: OwnMarksSummary;
  criteria: Map<string, CriterionView>;
  isOwn: boolean;
}) {
  const { summary, isOwn } = props;
  const { known, isBlind, total } = summary;
  const differing = summary.differing.flatMap((id) => props.criteria.get(id) ?? []);
  return (
    <Section
      title={isOwn ? "Your own marks" : "The candidate’s own marks"}
      size="md"
      className="border-line bg-surface mb-14 max-w-3xl rounded-lg border px-6 py-5"
    >
      {known !== null && <Known known={known} isOwn={isOwn} />}
      <p className="text-ink-soft mt-2">
        By {isOwn ? "your" : "their"} own marks it comes to{" "}
        <strong className="text-ink tabular-nums">{formatTotal(total)}</strong> of 100. It isn’t a
        grade, and no list shows it as one.
      </p>
      {!isBlind && (
        <p className="text-ink-soft mt-2">
          Marked after seeing the grade, so it doesn’t show how well {isOwn ? "you" : "they"} knew.
        </p>
      )}
      {isBlind && known === null && (
        <p className="text-ink-soft mt-2">
          {summary.isRead
            ? "Too few criteria were decided to compare."
            : `An estimate can’t show how well ${isOwn ? "you" : "they"} knew: nobody has read the answer yet.`}
        </p>
      )}
      <CriterionLinks title="Where the marks differ, heaviest first" criteria={differing} />
    </Section>
  );
}

function Known({ known, isOwn }: { known: SelfKnowledge; isOwn: boolean }) {
  return (
    <>
      <p className="mt-2 flex flex-wrap items-baseline gap-x-3">
        <span className="font-serif text-[2.5rem] leading-none tabular-nums">
          {Math.round(known.alike * 100)}%
        </span>
        <span className="text-ink-soft">
          of the weight marked the same, over {known.compared} criteria
        </span>
      </p>
      {isOwn && (
        <p className="mt-2 text-lg">
          {sayAlike(known)} {sayLean(known)}
        </p>
      )}
    </>
  );
}
