import clsx from "clsx";
import { ChevronDown, UserRound } from "lucide-react";
import { TopicLinks } from "~/components/learn/topic-links";
import { textLinkStyle } from "~/components/ui/text-link";
import type { Verdict } from "#domain/grading/verdicts";
import type { CriterionView } from "~/lib/report/report-view";
import { verdictOf } from "~/lib/report/standing-view";
import { FOUND_WORDS, VERDICT_WORDS } from "~/lib/report/verdict-words";
import { CriterionDetails } from "./criterion-details";
import { ChallengeLink, CriterionReviewPart } from "./criterion-review";
import { EvidenceList } from "./evidence-list";
import { DrillIt } from "./practise-from";
import { RestsOn } from "./rests-on";
import { noteId, pointAnchor, stepAnchor, useSelection } from "./selection";
import { VerdictMark } from "./verdict-mark";

/**
 * What the judge wrote about one criterion: its verdict with the reason, and what to do next; what was
 * asked and the rest once it is chosen. What the debrief or the plan says isn't said again. On paper
 * every note is open.
 */
export function CriterionNote(props: {
  criterion: CriterionView;
  /** One of many that are met: a line with what was asked and what shows it, until it is chosen. */
  isFolded?: boolean;
}) {
  const { criterion } = props;
  const isFolded = props.isFolded === true && !criterion.review?.given;
  const selection = useSelection();
  const isOpen = selection.chosen.includes(criterion.id);
  const verdict = verdictOf(criterion);
  const isMissed = verdict !== "met" && criterion.excluded === null;
  const isMaybe = criterion.isEstimate && verdict === "not_met" && !criterion.review?.given;
  const isSaid = isMissed && criterion.saidIn.length > 0;
  const ids = [criterion.id];
  return (
    <article
      id={noteId(criterion.id)}
      data-lit={selection.lit.has(criterion.id) || undefined}
      data-met={verdict === "met" || undefined}
      {...selection.pointing(ids)}
      className={clsx(
        "note scroll-mt-6 break-inside-avoid border-l-2 py-1 pl-4",
        "data-lit:border-mark border-line",
        criterion.excluded !== null && "text-ink-soft",
      )}
    >
      <NoteHead criterion={criterion} isOpen={isOpen} isFolded={isFolded} />
      {criterion.saidIn.length > 0 && (
        <SaidIn words={isMissed ? "See" : "But see"} numbers={criterion.saidIn} />
      )}
      {!isSaid && !isFolded && <Lead criterion={criterion} />}
      {isFolded && !isOpen && (
        <p className="pl-7">
          <RestsOn criterion={criterion} />
        </p>
      )}
      <div className={isOpen ? undefined : clsx("hidden", !isSaid && "print:block")}>
        {isSaid && <Lead criterion={criterion} />}
        {isFolded && hasReason(criterion) && <Lead criterion={criterion} />}
        <EvidenceList criterion={criterion} />
        {!isFolded && hasReason(criterion) && (
          <p className="text-ink-soft text-small mt-2">Asked: {criterion.text}</p>
        )}
      </div>
      {isMaybe && <p className="text-ink-soft mt-1">It may be there in other words.</p>}
      {isMissed && !isSaid && verdict !== "cannot_assess" && (
        <NextStep criterion={criterion} isMaybe={isMaybe} />
      )}
      <CriterionReviewPart review={criterion.review} />
      <div className={isOpen ? undefined : "hidden"}>
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

/** What was asked is no heading: a note begins with its verdict, one of those that are met with its text. */
function NoteHead(props: { criterion: CriterionView; isOpen: boolean; isFolded: boolean }) {
  const { criterion, isOpen, isFolded } = props;
  const { choose } = useSelection();
  const given = criterion.review?.given ?? null;
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => choose([criterion.id])}
        className={clsx(
          "flex w-full items-center gap-2 rounded-sm text-left leading-snug",
          !isFolded && "flex-wrap",
        )}
      >
        <span className="text-ink-soft text-fine w-5 font-bold tabular-nums">
          <span className="sr-only">Note </span>
          {criterion.number}
        </span>
        {given !== null && (
          <span className="bg-accent-soft inline-flex items-center rounded-sm px-1.5">
            <span className="sr-only">the reviewer says </span>
            <UserRound aria-hidden className="text-accent mr-1 size-4" />
            <VerdictMark verdict={given.verdict} />
          </span>
        )}
        {isFolded && given === null && (
          <span className="min-w-0 text-pretty">
            <span className="sr-only">{criterion.isEstimate ? "Idea found: " : "Met: "}</span>
            {criterion.text}
          </span>
        )}
        {!isFolded && given === null && (
          <VerdictMark verdict={criterion.verdict} isEstimate={criterion.isEstimate} />
        )}
        {given !== null && <JudgesMark criterion={criterion} />}
        {criterion.own !== undefined && <OwnMark verdict={criterion.own} />}
        {criterion.needsPerson && given === null && (
          <span className="text-warn inline-flex items-center gap-1 text-sm font-semibold">
            <UserRound aria-hidden className="size-4" /> in doubt
          </span>
        )}
        <ChevronDown
          aria-hidden
          className={clsx(
            "text-ink-faint ml-auto size-4 shrink-0 print:hidden",
            isOpen && "rotate-180",
          )}
        />
      </button>
      {criterion.excluded !== null && (
        <p className="mt-1 text-sm">Left out of the score: {criterion.excluded}</p>
      )}
    </>
  );
}

/** A judge that reads gives a reason; an estimate, a label and the gate don't, so what was asked is said. */
function hasReason({ reasoning, decidedBy, isEstimate }: CriterionView): boolean {
  return reasoning !== "" && decidedBy !== "gate" && !isEstimate;
}

function Lead({ criterion }: { criterion: CriterionView }) {
  if (hasReason(criterion)) {
    return (
      <p className="text-body mt-1 font-serif leading-normal text-pretty">{criterion.reasoning}</p>
    );
  }
  return <p className="mt-1 leading-snug text-pretty">{criterion.text}</p>;
}

/** The points of the debrief that say it. */
function SaidIn({ words, numbers }: { words: string; numbers: readonly number[] }) {
  return (
    <p className="mt-1">
      {words}{" "}
      {numbers.map((number, index) => (
        <span key={number}>
          {index > 0 && ", "}
          <a href={`#${pointAnchor(number)}`} className={textLinkStyle("plain")}>
            Fix first {number}
          </a>
        </span>
      ))}
    </p>
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

/** Not again where the plan says it. */
function NextStep(props: { criterion: CriterionView; isMaybe: boolean }) {
  const { id, advice } = props.criterion;
  const planned = useSelection().planned[id];
  if (advice === "") return null;
  return (
    <p className="mt-2">
      <span className="text-mark font-semibold">
        {props.isMaybe ? "If it isn’t there: " : "Next: "}
      </span>
      {planned === undefined ? (
        advice
      ) : (
        <a href={`#${stepAnchor(planned)}`} className={textLinkStyle("plain")}>
          step {planned} of your plan
        </a>
      )}
    </p>
  );
}
