import clsx from "clsx";
import { ChevronDown, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { TopicLinks } from "~/components/learn/topic-links";
import type { Verdict } from "#domain/grading/verdicts";
import type { CriterionView } from "~/lib/report/report-view";
import { CriterionDetails } from "./criterion-details";
import { CriterionReviewPart } from "./criterion-review";
import { EvidenceList } from "./evidence-list";
import { DrillIt } from "./practise-from";
import { noteId, useSelection } from "./selection";
import { VerdictMark } from "./verdict-mark";

/**
 * What the judge wrote about one criterion. In the margin it is closed until chosen, so that it
 * stands beside its sentence; below the text it says all at once. On paper every note is open.
 */
export function CriterionNote(props: { criterion: CriterionView; isInMargin: boolean }) {
  const { criterion } = props;
  const selection = useSelection();
  const isOpen = !props.isInMargin || selection.chosen.includes(criterion.id);
  const ids = [criterion.id];
  return (
    <article
      id={noteId(criterion.id)}
      data-lit={selection.lit.has(criterion.id) || undefined}
      onMouseEnter={() => selection.point(ids)}
      onMouseLeave={() => selection.point(null)}
      onFocus={() => selection.point(ids)}
      onBlur={() => selection.point(null)}
      className={clsx(
        "note scroll-mt-6 break-inside-avoid border-l-2 py-1 pl-4",
        "data-lit:border-mark border-line",
        criterion.excluded !== null && "text-ink-soft",
      )}
    >
      <NoteHead criterion={criterion} isInMargin={props.isInMargin} isOpen={isOpen} />
      <div className={isOpen ? undefined : "hidden print:block"}>
        <EvidenceList criterion={criterion} />
        {criterion.reasoning !== "" && criterion.decidedBy !== "gate" && (
          <p className="text-body mt-2 font-serif leading-normal italic">{criterion.reasoning}</p>
        )}
        {(criterion.review?.given ?? criterion).verdict !== "met" && criterion.advice !== "" && (
          <NextStep>{criterion.advice}</NextStep>
        )}
        <DrillIt criterion={criterion} />
        {criterion.topics.length > 0 && (
          <div className="mt-2 print:hidden">
            <TopicLinks topics={criterion.topics} />
          </div>
        )}
        <CriterionReviewPart review={criterion.review} />
        <CriterionDetails criterion={criterion} />
      </div>
    </article>
  );
}

/** The whole head is the button, as the note is small and the pen's mark draws the hand to it. */
function NoteHead(props: { criterion: CriterionView; isInMargin: boolean; isOpen: boolean }) {
  const { choose, chosen } = useSelection();
  const { criterion } = props;
  return (
    <h4 className="text-base leading-snug font-normal">
      <button
        type="button"
        aria-expanded={props.isInMargin ? props.isOpen : undefined}
        aria-pressed={props.isInMargin ? undefined : chosen.includes(criterion.id)}
        onClick={() => choose([criterion.id])}
        className="group block w-full rounded-sm text-left"
      >
        <span className="flex flex-wrap items-center gap-2">
          <NoteNumber>{criterion.number}</NoteNumber>
          <VerdictMark verdict={criterion.verdict} isEstimate={criterion.isEstimate} />
          {criterion.review?.given && (
            <span className="bg-accent-soft inline-flex items-center rounded-sm px-1.5">
              <span className="sr-only">the reviewer says </span>
              <UserRound aria-hidden className="text-accent mr-1 size-4" />
              <VerdictMark verdict={criterion.review.given.verdict} />
            </span>
          )}
          {criterion.own !== undefined && <OwnMark verdict={criterion.own} />}
          {criterion.needsPerson && !criterion.review?.given && (
            <span className="text-warn inline-flex items-center gap-1 text-sm font-semibold">
              <UserRound aria-hidden className="size-4" /> needs a person
            </span>
          )}
          {props.isInMargin && (
            <ChevronDown
              aria-hidden
              className={clsx(
                "text-ink-faint ml-auto size-4 shrink-0 print:hidden",
                props.isOpen && "rotate-180",
              )}
            />
          )}
        </span>
        <span className="mt-1 block text-pretty group-hover:underline group-hover:decoration-from-font group-hover:underline-offset-4">
          {criterion.text}
        </span>
      </button>
      {criterion.excluded !== null && (
        <span className="mt-1 block text-sm">Left out of the score: {criterion.excluded}</span>
      )}
    </h4>
  );
}

/** The third voice: what the candidate said of it themselves. */
function OwnMark({ verdict }: { verdict: Verdict }) {
  return (
    <span className="border-line-strong text-small inline-flex items-center gap-1.5 rounded-sm border border-dashed px-1.5">
      <span className="text-ink-soft">You</span>
      <VerdictMark verdict={verdict} />
    </span>
  );
}

function NoteNumber(props: { children: ReactNode }) {
  return <span className="text-mark text-fine w-5 font-bold tabular-nums">{props.children}</span>;
}

function NextStep(props: { children: ReactNode }) {
  return (
    <p className="mt-2">
      <span className="text-mark font-semibold">Next: </span>
      {props.children}
    </p>
  );
}
