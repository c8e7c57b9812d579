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
          ? "Each person has a share of the day’s grading budget, and yours is used up."
          : "This server limits gradings per person, by the hour and by the day, and the limit is reached."}{" "}
        Everything handed in is kept. Grading starts by itself on <LocalTime iso={held.until} />;
        there’s nothing to do.
      </p>
    </Callout>
  );
}
