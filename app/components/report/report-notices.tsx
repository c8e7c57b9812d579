import { Link } from "@remix-run/react";
import type { GradeState } from "#server/grades/grade-state";
import { HeldGrading } from "./held-grading";

/** A grading after the one shown, and the way to the review for who may go there. */
export function ReportNotices(props: { newer: GradeState | null; reviewTo: string | null }) {
  const { newer, reviewTo } = props;
  const isUnderWay = newer !== null && newer.status !== "needs_attention";
  if (!isUnderWay && reviewTo === null) return null;
  return (
    <div className="mb-6 space-y-1 print:hidden">
      {isUnderWay && (
        <p role="status" className="text-ink-soft">
          A reviewer has asked for another, thorough grading. Until it is there you see the one
          before it.
        </p>
      )}
      {newer !== null && newer.held !== null && <HeldGrading held={newer.held} />}
      {reviewTo !== null && (
        <p>
          <Link to={reviewTo} className="text-accent underline underline-offset-2">
            Review this attempt
          </Link>
        </p>
      )}
    </div>
  );
}
