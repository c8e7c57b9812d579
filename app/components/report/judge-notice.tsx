import { Link } from "@remix-run/react";
import type { GradeView } from "~/lib/report/report-view";
import { Callout } from "../ui/callout";
import { FLAG_WORDS, sayConfidence } from "~/lib/report/words";

/** How far this grade can be trusted: an estimate, a wavering judge, and what was found amiss. */
export function JudgeNotice(props: { grade: GradeView }) {
  const { judge, flags, needsPerson, confidence } = props.grade;
  return (
    <div className="space-y-3">
      {judge.isEstimate && (
        <Callout tone="info" title="An estimate by the offline judge">
          <p>
            It looks for the ideas of the rubric in your words and drawing, and cannot reason about
            them.{" "}
            <Link to="/how-grading-works" className="text-accent underline underline-offset-2">
              How grading works, and how to connect a model
            </Link>
          </p>
        </Callout>
      )}
      {needsPerson && (
        <Callout tone="warn" title="Needs a person">
          <p>
            The judge wavered: its confidence is {sayConfidence(confidence)} (
            {Math.round(confidence * 100)} %). The criteria in doubt say so.
          </p>
        </Callout>
      )}
      {flags.map((flag) => (
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
