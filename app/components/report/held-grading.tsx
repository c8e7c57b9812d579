import type { GradeState } from "#server/grades/grade-state";
import { Callout } from "../ui/callout";
import { LocalTime } from "../ui/local-time";

/** Why a grading has not begun and when it will, by the limit of whoever asked for it. */
export function HeldGrading(props: { held: NonNullable<GradeState["held"]>; className?: string }) {
  const { held } = props;
  return (
    <Callout tone="info" role="status" title="Waiting its turn" className={props.className}>
      <p>
        {held.for === "share"
          ? "One person’s share of today’s budget for grading is used up."
          : "One person gets only so many gradings an hour and a day on this server."}{" "}
        Everything that was handed in is kept. Grading starts by itself on{" "}
        <LocalTime iso={held.until} />; nobody has to do anything.
      </p>
    </Callout>
  );
}
