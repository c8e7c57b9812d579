import { Section } from "~/components/ui/section";
import { formatPoints } from "~/lib/report/format";
import type { Outcome } from "~/lib/report/report-view";
import { sayStands } from "~/lib/report/result-words";
import type { ReviewSummary } from "~/lib/report/review-view";
import { sayStanding } from "~/lib/report/words";
import { LocalTime } from "../ui/local-time";

/** What people made of the whole: the total with their verdicts, who signed, what they said. */
export function ReviewSummaryPart(props: { summary: ReviewSummary; outcome: Outcome }) {
  const { stands, verdicts, signed, comments } = props.summary;
  return (
    <Section
      title={signed === null ? "Looked at by a person" : `Signed off by ${signed.by}`}
      size="md"
      className="border-line bg-surface mt-6 max-w-3xl rounded-lg border px-6 py-4"
    >
      {signed !== null && (
        <p className="text-ink-soft text-small">
          <LocalTime iso={signed.at} />
        </p>
      )}
      {stands !== null && (
        <p className="mt-2">
          With {sayVerdicts(verdicts)} it stands at{" "}
          <strong className="tabular-nums">{sayStands(stands.result)}</strong>
          {stands.bars.length > 0 && ` (${stands.bars.map(sayStanding).join(", ")})`}.{" "}
          {props.outcome.kind === "grade" && (
            <>
              The judge gave{" "}
              <span className="tabular-nums">{formatPoints(props.outcome.total)}</span>.
            </>
          )}
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

/** None: somebody has signed what an estimate said. */
function sayVerdicts(verdicts: number): string {
  if (verdicts === 0) return "the reviewer’s signature";
  return verdicts === 1 ? "a reviewer’s verdict" : `${verdicts} verdicts by reviewers`;
}
