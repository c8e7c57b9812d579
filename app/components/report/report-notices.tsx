import { Link } from "@remix-run/react";
import type { GradeState } from "#server/grades/grade-state";
import { HeldGrading } from "./held-grading";

/**
 * A grading after the one shown, a drawing too large to be read whole, and the way to the review for
 * who may go there.
 */
export function ReportNotices(props: {
  newer: GradeState | null;
  leftOutCount: number;
  reviewTo: string | null;
}) {
  const { newer, leftOutCount, reviewTo } = props;
  const isUnderWay = newer !== null && newer.status !== "needs_attention";
  if (!isUnderWay && leftOutCount === 0 && reviewTo === null) return null;
  return (
    <div className="mb-6 space-y-1 print:hidden">
      {isUnderWay && (
        <p role="status" className="text-ink-soft">
          A reviewer has asked for another, thorough grading. Until it is there you see the one
          before it.
        </p>
      )}
      {newer !== null && newer.held !== null && <HeldGrading held={newer.held} />}
      {leftOutCount > 0 && <LeftOut count={leftOutCount} />}
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

/** Drawings from before their size was bounded. */
export function LeftOut({ count }: { count: number }) {
  return (
    <p className="text-ink-soft">
      The drawing is larger than can be opened at once: {count} of its largest{" "}
      {count === 1 ? "element is" : "elements are"} kept, but neither shown here nor graded.
    </p>
  );
}
