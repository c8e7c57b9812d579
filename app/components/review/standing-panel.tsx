import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { Review } from "#server/reviews/get-review";
import { formatPoints, formatTotal } from "~/lib/report/format";
import type { Result } from "#domain/grading/result";
import type { Outcome } from "~/lib/report/report-view";
import { UNREADABLE_WORDS, sayRange, sayResult } from "~/lib/report/result-words";
import { viewStanding } from "~/lib/report/review-view";
import { sayStanding } from "~/lib/report/words";
import { Button } from "../ui/button";
import { FigureTable } from "../ui/figure-table";
import { LocalTime } from "../ui/local-time";
import { ReviewForm } from "./review-form";

/** A re-grade takes seconds to minutes. */
const LOOK_AGAIN_MS = 4_000;

/** Both totals, who has signed, and the two things done to the grade as a whole. */
export function StandingPanel(props: {
  review: Review;
  /** The judge's. */
  outcome: Outcome;
  gradeId: string;
  /** The overrides on this page, as a signature names them. */
  seen: string;
}) {
  const { review, outcome, gradeId, seen } = props;
  const newest = review.grades[0];
  const isGrading = newest?.status === "queued" || newest?.status === "running";
  useLookingAgain(isGrading);
  return (
    <section aria-labelledby="standing-title" className="mb-8">
      <h2 id="standing-title" className="sr-only">
        Status
      </h2>
      <Totals review={review} outcome={outcome} />
      <Signature review={review} />
      <div className="mt-4 flex flex-wrap items-start gap-2">
        {review.signed?.isCurrent ? (
          <ReviewForm intent="unsign">
            {({ isPending }) => (
              <Button type="submit" isPending={isPending}>
                Undo sign-off
              </Button>
            )}
          </ReviewForm>
        ) : isGrading ? (
          <p role="status" className="text-ink-soft">
            A new grading is under way; this page shows it once it is there. Sign off then.
          </p>
        ) : (
          <ReviewForm intent="sign" fields={{ gradeId, seen }}>
            {({ isPending }) => (
              <Button type="submit" variant="primary" isPending={isPending}>
                Sign off
              </Button>
            )}
          </ReviewForm>
        )}
        {!isGrading && (
          <ReviewForm intent="regrade">
            {({ isPending }) => (
              <Button type="submit" isPending={isPending}>
                Re-grade (one call per criterion)
              </Button>
            )}
          </ReviewForm>
        )}
      </div>
      <GradeHistory review={review} />
    </section>
  );
}

/** Reads the page anew now and then while a grading runs. */
function useLookingAgain(isGrading: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isGrading) return undefined;
    const timer = setInterval(revalidate, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isGrading, revalidate]);
}

function Totals({ review, outcome }: { review: Review; outcome: Outcome }) {
  const { verdicts } = review;
  const stands = viewStanding(review);
  return (
    <dl className="grid grid-cols-2 gap-4">
      <div>
        <dt className="text-ink-soft">
          {outcome.kind === "grade" ? "Judge’s score" : "The estimate"}
        </dt>
        <Figure result={outcome} />
      </div>
      <div>
        <dt className="text-ink-soft">Current score</dt>
        <Figure result={stands?.result ?? outcome} />
        <dd className="text-ink-soft text-small">
          {verdicts.length === 0
            ? "no reviewer verdicts yet"
            : `includes ${verdicts.length} reviewer ${verdicts.length === 1 ? "verdict" : "verdicts"}`}
        </dd>
      </div>
      {stands?.result.kind === "grade" && (
        <div className="col-span-2">
          <dt className="sr-only">Compared with the bars</dt>
          <dd>
            {sayStanding({
              total: stands.result.total,
              bars: stands.bars,
              holds: stands.holds.map(({ id, headline }) => ({ id, headline, number: null })),
            })}
          </dd>
          {stands.caps.map((cap) => (
            <dd key={cap.id} className="border-mark mt-1 border-l-2 pl-3">
              Capped at {formatPoints(cap.maxTotal)}: {cap.reason}
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}

function Figure({ result }: { result: Result }) {
  if (result.kind === "grade") {
    return (
      <dd className="font-serif text-4xl font-semibold tabular-nums">
        {formatTotal(result.total)}
      </dd>
    );
  }
  return (
    <dd className={result.kind === "estimate" ? "font-serif text-3xl tabular-nums" : undefined}>
      {result.kind === "estimate" ? sayRange(result) : UNREADABLE_WORDS}
    </dd>
  );
}

function Signature({ review }: { review: Review }) {
  const { signed } = review;
  if (signed === null) return <p className="text-ink-soft mt-3">Not signed off.</p>;
  return (
    <p className="mt-3">
      {signed.isCurrent ? "Signed off" : "An earlier version was signed off"} by {signed.by},{" "}
      <LocalTime iso={signed.at} />.{!signed.isCurrent && " Sign off the new one too."}
    </p>
  );
}

const STATUS_WORDS = {
  queued: "waiting",
  running: "being graded",
  graded: "graded",
  needs_attention: "not graded",
} as const;

function GradeHistory({ review }: { review: Review }) {
  if (review.grades.length < 2) return null;
  return (
    <FigureTable
      caption="Gradings"
      isCaptionSeen
      rows={review.grades.map((grade) => ({
        key: grade.id,
        name: `Version ${grade.version}, ${grade.mode}`,
        figures: [
          STATUS_WORDS[grade.status],
          <strong key="result" className="font-semibold">
            {grade.result === null ? "–" : sayResult(grade.result)}
          </strong>,
        ],
      }))}
      className="text-small mt-4"
    />
  );
}
