import clsx from "clsx";
import { ChevronDown, UserRound } from "lucide-react";
import type { ReportCriterion } from "#server/grades/get-report";
import type { Review } from "#server/reviews/get-review";
import type { CriterionView } from "~/lib/report/report-view";
import { CriterionDetails } from "../report/criterion-details";
import { EvidenceList } from "../report/evidence-list";
import { noteId, useSelection } from "../report/selection";
import { VerdictMark } from "../report/verdict-mark";
import { Badge } from "../ui/badge";
import { AppealPanel } from "./appeal-panel";
import type { AppealContext } from "./appeal-panel";
import { Comments } from "./comments";
import { CriterionExamples } from "./criterion-examples";
import { GivenVerdictPanel } from "./given-verdict";
import { OverrideForm } from "./override-form";

export type CardContext = {
  review: Review;
  /** The grade that is shown. */
  gradeId: string;
  rubric: Map<string, ReportCriterion>;
  work: AppealContext;
};

/** One criterion: the judge's verdict, a person's beside it, and what a reviewer can do about it. */
export function CriterionCard(props: { criterion: CriterionView; context: CardContext }) {
  const { criterion, context } = props;
  const selection = useSelection();
  const isOpen = selection.chosen.includes(criterion.id);
  return (
    <article
      id={noteId(criterion.id)}
      data-lit={selection.lit.has(criterion.id) || undefined}
      {...selection.pointing([criterion.id])}
      className="note border-line data-lit:border-mark scroll-my-4 border-l-2 py-1.5 pl-3"
    >
      <CardHead criterion={criterion} review={context.review} isOpen={isOpen} />
      {isOpen && <CardBody criterion={criterion} context={context} />}
    </article>
  );
}

function CardHead(props: { criterion: CriterionView; review: Review; isOpen: boolean }) {
  const { choose } = useSelection();
  const { criterion, review, isOpen } = props;
  const given = findGiven(review, criterion.id);
  const hasOpenAppeal = review.appeals.some(
    ({ criterionId, settled }) => criterionId === criterion.id && settled === null,
  );
  return (
    <h4 className="text-base leading-snug font-normal">
      <button
        type="button"
        data-criterion={criterion.id}
        aria-expanded={isOpen}
        onClick={() => choose([criterion.id])}
        className="group block w-full rounded-sm text-left"
      >
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="text-mark text-fine w-5 font-bold tabular-nums">{criterion.number}</span>
          <VerdictMark
            verdict={criterion.verdict}
            isEstimate={criterion.isEstimate}
            className={given ? "opacity-70" : undefined}
          />
          {given !== null && (
            <span className="bg-accent-soft inline-flex items-center gap-1.5 rounded-sm px-1.5">
              <UserRound aria-hidden className="text-accent size-4" />
              <span className="sr-only">a person says </span>
              <VerdictMark verdict={given.verdict} />
            </span>
          )}
          {hasOpenAppeal && <Badge tone="accent">appeal</Badge>}
          {criterion.needsPerson && given === null && <Badge tone="warn">needs review</Badge>}
          <ChevronDown
            aria-hidden
            className={clsx("text-ink-faint ml-auto size-4 shrink-0", isOpen && "rotate-180")}
          />
        </span>
        <span className="mt-1 block text-pretty group-hover:underline group-hover:decoration-from-font group-hover:underline-offset-4">
          {criterion.text}
        </span>
      </button>
      {criterion.excluded !== null && (
        <span className="text-ink-soft mt-1 block text-sm">
          Left out of the score: {criterion.excluded}
        </span>
      )}
    </h4>
  );
}

function CardBody({ criterion, context }: { criterion: CriterionView; context: CardContext }) {
  const { review, gradeId, rubric, work } = context;
  const asked = rubric.get(criterion.id);
  const hasHalf = asked !== undefined && asked.partial !== null;
  const given = findGiven(review, criterion.id);
  const before = review.withdrawn.filter(({ criterionId }) => criterionId === criterion.id);
  const appeals = review.appeals.filter(({ criterionId }) => criterionId === criterion.id);
  return (
    <div className="mt-2 space-y-4 pb-2">
      <div>
        <h5 className="text-ink-soft text-small font-semibold">
          {criterion.isEstimate ? "The estimate" : "The judge"}
        </h5>
        <EvidenceList criterion={criterion} />
        {criterion.reasoning !== "" && (
          <p className="text-body mt-2 font-serif leading-normal italic">{criterion.reasoning}</p>
        )}
        <CriterionDetails criterion={criterion} />
        <Examples criterion={asked} />
      </div>
      <GivenVerdictPanel given={given} before={before} />
      {appeals.map((appeal) => (
        <AppealPanel
          key={appeal.id}
          appeal={appeal}
          stands={given?.verdict ?? criterion.verdict}
          given={given}
          hasHalf={hasHalf}
          context={work}
        />
      ))}
      {/* Keyed: once a verdict is given its words are no longer those of the next. */}
      <OverrideForm
        key={given?.id ?? "none"}
        criterion={criterion}
        gradeId={gradeId}
        given={given}
        hasHalf={hasHalf}
      />
      <Comments criterionId={criterion.id} comments={review.comments} />
    </div>
  );
}

function Examples({ criterion }: { criterion: ReportCriterion | undefined }) {
  if (criterion === undefined) return null;
  return (
    <details className="text-ink-soft text-small mt-2">
      <summary className="w-fit rounded-sm">What passes and what doesn’t</summary>
      <div className="mt-1 pl-4">
        <CriterionExamples criterion={criterion} />
      </div>
    </details>
  );
}

function findGiven(review: Review, criterionId: string) {
  return review.verdicts.find((given) => given.criterionId === criterionId) ?? null;
}
