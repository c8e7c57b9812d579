import { Section } from "~/components/ui/section";
import type { ReviewSummary } from "~/lib/report/review-view";
import { LocalTime } from "../ui/local-time";

/** What people made of the whole: who signed, and what they said. */
export function ReviewSummaryPart(props: { summary: ReviewSummary }) {
  const { verdicts, signed, comments } = props.summary;
  return (
    <Section
      title={signed === null ? "Reviewed" : `Signed off by ${signed.by}`}
      size="md"
      className="border-line bg-surface mt-6 max-w-3xl rounded-lg border px-6 py-4"
    >
      {signed !== null && (
        <p className="text-ink-soft text-small">
          <LocalTime iso={signed.at} />
        </p>
      )}
      {verdicts > 0 && (
        <p className="mt-2">
          {verdicts === 1 ? "One verdict" : `${verdicts} verdicts`} by a reviewer, counted in the
          score below.
        </p>
      )}
      {comments.map((comment) => (
        <div key={comment.id} className="border-accent mt-3 border-l-2 pl-3">
          <p className="text-ink-soft text-small">
            {comment.by}, <LocalTime iso={comment.at} detail="date" />
          </p>
          <p className="wrap-anywhere whitespace-pre-wrap">{comment.text}</p>
        </div>
      ))}
    </Section>
  );
}
