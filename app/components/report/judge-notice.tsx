import type { GradeView } from "~/lib/report/report-view";
import { Callout } from "../ui/callout";
import { FLAG_WORDS, sayConfidence } from "~/lib/report/words";

/** How far this grade can be trusted: a wavering judge, and what was found amiss. */
export function JudgeNotice(props: { grade: Pick<GradeView, "flags" | "outcome"> }) {
  const { flags, outcome } = props.grade;
  return (
    <div className="space-y-3">
      {outcome.kind === "grade" && outcome.needsPerson && (
        <Callout tone="warn" title="In doubt">
          <p>
            The judge wavered: its confidence is {sayConfidence(outcome.confidence)} (
            {Math.round(outcome.confidence * 100)}%). The criteria in doubt say so.
          </p>
        </Callout>
      )}
      {flags.filter(isNotice).map((flag) => (
        <Callout
          key={`${flag.kind} ${flag.message}`}
          // What was copied is no fault, and pays nothing.
          tone={flag.kind === "copied_text" || flag.kind === "copied_drawing" ? "info" : "warn"}
          title={FLAG_WORDS[flag.kind]}
        >
          <p>{flag.message}</p>
        </Callout>
      ))}
    </div>
  );
}

/** Said as the head of the report instead. */
function isNotice({ kind }: GradeView["flags"][number]): boolean {
  return kind !== "made_of_terms";
}
