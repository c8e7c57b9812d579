import { TextLink } from "~/components/ui/text-link";
import type { CriterionReview } from "~/lib/report/review-view";
import { LocalTime } from "../ui/local-time";
import { VerdictMark } from "./verdict-mark";

/** What people said of a criterion, beside the judge's words and never over them. */
export function CriterionReviewPart({ review }: { review: CriterionReview | undefined }) {
  if (review === undefined) return null;
  const { given, appeals, comments } = review;
  if (given === null && appeals.length + comments.length === 0) return null;
  return (
    <div className="mt-2 space-y-2">
      {given !== null && (
        <div className="bg-accent-soft rounded-md px-3 py-2">
          <p className="text-ink-soft text-small">
            {given.by === null ? "A reviewer" : `${given.by}, reviewer`},{" "}
            <LocalTime iso={given.at} detail="date" />
          </p>
          <VerdictMark verdict={given.verdict} />
          {given.reason !== "" && (
            <p className="wrap-anywhere whitespace-pre-wrap">{given.reason}</p>
          )}
        </div>
      )}
      {appeals.map((appeal) => (
        <AppealState key={appeal.id} appeal={appeal} />
      ))}
      {comments.map((comment) => (
        <div key={comment.id} className="border-accent border-l-2 pl-3">
          <p className="text-ink-soft text-small">{comment.by}, reviewer</p>
          <p className="wrap-anywhere whitespace-pre-wrap">{comment.text}</p>
        </div>
      ))}
    </div>
  );
}

/** The way to an appeal, for who may make one. */
export function ChallengeLink({ review }: { review: CriterionReview | undefined }) {
  if (!review?.appealTo) return null;
  return (
    <p className="text-small mt-2 print:hidden">
      <TextLink to={review.appealTo}>Challenge this verdict</TextLink>
    </p>
  );
}

function AppealState({ appeal }: { appeal: CriterionReview["appeals"][number] }) {
  const { settled, ownVerdict } = appeal;
  if (ownVerdict !== null && settled === null) {
    return (
      <div className="border-accent border-l-2 pl-3">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="text-ink-soft text-small">Your own mark</span>
          <VerdictMark verdict={ownVerdict} />
        </p>
        {appeal.note !== "" && <p className="wrap-anywhere whitespace-pre-wrap">{appeal.note}</p>}
        <p className="text-ink-soft text-small">It changes no score.</p>
      </div>
    );
  }
  return (
    <div className="border-accent border-l-2 pl-3">
      <p className="text-ink-soft text-small">
        Challenge sent <LocalTime iso={appeal.at} detail="date" />.
        {settled === null && " Waiting for a reviewer."}
      </p>
      {settled !== null && (
        <p className="wrap-anywhere">
          <strong>{settled.outcome === "granted" ? "Granted" : "Declined"}</strong> by {settled.by}:{" "}
          {settled.words}
        </p>
      )}
    </div>
  );
}
