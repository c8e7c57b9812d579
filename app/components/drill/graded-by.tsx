import { formatCost } from "~/lib/report/format";

/** The model that grades a drill, and what a call of it has cost lately, in US dollars. */
export type DrillJudge = { model: string; callUsd: number | null };

/** Who grades it and what that costs, said before. */
export function GradedBy(props: { judge: DrillJudge | null; isTaster?: boolean }) {
  const { judge, isTaster = false } = props;
  if (isTaster) {
    return (
      <p className="text-ink-soft text-small">
        The result is an estimate: a program looks for the ideas in your sentences. No model reads
        them.
      </p>
    );
  }
  return (
    <p className="text-ink-soft text-small">
      {judge === null ? (
        "No model is connected, so the result is an estimate, or your own marks where the estimate can’t tell."
      ) : (
        <>
          Graded by <span className="wrap-anywhere">{judge.model}</span>, usually in one call
          {judge.callUsd === null ? "" : `, about ${formatCost(judge.callUsd)}`}. It counts as one
          grading.
        </>
      )}
    </p>
  );
}
