import clsx from "clsx";
import { ChevronDown, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { TopicLinks } from "~/components/learn/topic-links";
import type { Verdict } from "#domain/grading/verdicts";
import type { CriterionView } from "~/lib/report/report-view";
import { verdictOf } from "~/lib/report/standing-view";
import { FOUND_WORDS, VERDICT_WORDS } from "~/lib/report/verdict-words";
import { CriterionDetails } from "./criterion-details";
import { ChallengeLink, CriterionReviewPart } from "./criterion-review";
import { EvidenceList } from "./evidence-list";
import { DrillIt } from "./practise-from";
import { noteId, useSelection } from "./selection";
import { VerdictMark } from "./verdict-mark";

/**
 * What the judge wrote about one criterion: its verdict and what to do next, and the rest once it is
 * chosen. On paper every note is open.
 */
export function CriterionNote({ criterion }: { criterion: CriterionView }) {
  const selection = useSelection();
  const isOpen = selection.chosen.includes(criterion.id);
  const verdict = verdictOf(criterion);
  const ids = [criterion.id];
  return (
    <article
      id={noteId(criterion.id)}
      data-lit={selection.lit.has(criterion.id) || undefined}
      data-met={verdict === "met" || undefined}
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
      <NoteHead criterion={criterion} isOpen={isOpen} />
      <div className={isOpen ? undefined : "hidden print:block"}>
        <EvidenceList criterion={criterion} />
        {criterion.reasoning !== "" && criterion.decidedBy !== "gate" && (
          <p className="text-body mt-2 font-serif leading-normal italic">{criterion.reasoning}</p>
        )}
      </div>
      {verdict !== "met" && criterion.excluded === null && criterion.advice !== "" && (
        <NextStep>{criterion.advice}</NextStep>
      )}
      <CriterionReviewPart review={criterion.review} />
      <div className={isOpen ? undefined : "hidden print:block"}>
        <DrillIt criterion={criterion} />
        {criterion.topics.length > 0 && (
          <div className="mt-2 print:hidden">
            <TopicLinks topics={criterion.topics} />
          </div>
        )}
        <ChallengeLink review={criterion.review} />
        <CriterionDetails criterion={criterion} />
      </div>
    </article>
  );
}

/** The whole head is the button, as the note is small and the pen's mark draws the hand to it. */
function NoteHead({ criterion, isOpen }: { criterion: CriterionView; isOpen: boolean }) {
  const { choose } = useSelection();
  const given = criterion.review?.given ?? null;
  return (
    <h4 className="text-base leading-snug font-normal">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => choose([criterion.id])}
        className="group block w-full rounded-sm text-left"
      >
        <span className="flex flex-wrap items-center gap-2">
          <NoteNumber>{criterion.number}</NoteNumber>
          {given !== null && (
            <span className="bg-accent-soft inline-flex items-center rounded-sm px-1.5">
              <span className="sr-only">the reviewer says </span>
              <UserRound aria-hidden className="text-accent mr-1 size-4" />
              <VerdictMark verdict={given.verdict} />
            </span>
          )}
          {given === null ? (
            <VerdictMark verdict={criterion.verdict} isEstimate={criterion.isEstimate} />
          ) : (
            <JudgesMark criterion={criterion} />
          )}
          {criterion.own !== undefined && <OwnMark verdict={criterion.own} />}
          {criterion.needsPerson && given === null && (
            <span className="text-warn inline-flex items-center gap-1 text-sm font-semibold">
              <UserRound aria-hidden className="size-4" /> needs review
            </span>
          )}
          <ChevronDown
            aria-hidden
            className={clsx(
              "text-ink-faint ml-auto size-4 shrink-0 print:hidden",
              isOpen && "rotate-180",
            )}
          />
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

/** What the judge said, beside the reviewer's verdict that counts. */
function JudgesMark({ criterion }: { criterion: CriterionView }) {
  const words = criterion.isEstimate ? FOUND_WORDS : VERDICT_WORDS;
  return (
    <span className="text-ink-soft text-small">
      {criterion.isEstimate ? "estimate" : "judge"}: {words[criterion.verdict].toLowerCase()}
    </span>
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
  return (
    <span className="text-ink-soft text-fine w-5 font-bold tabular-nums">{props.children}</span>
  );
}

function NextStep(props: { children: ReactNode }) {
  return (
    <p className="mt-2">
      <span className="text-mark font-semibold">Next: </span>
      {props.children}
    </p>
  );
}
