import type { ReactNode } from "react";
import type { Answers } from "#domain/attempts/answer.schema";
import type { GradeState } from "#server/grades/grade-state";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { STOPPED } from "#domain/grading/stopped";
import { HeldGrading } from "../report/held-grading";
import { HandedInWork } from "../report/handed-in-work";
import type { DrawingSource } from "../report/drawing-board";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { ReviewForm } from "./review-form";

function titleOf({ errorKind }: GradeState): string {
  if (errorKind === DAY_USED_UP) return "No grade was asked for yet";
  if (errorKind === STOPPED) return "The grading was stopped";
  return errorKind === NOT_ESTIMATED
    ? "This attempt wasn’t estimated"
    : "This attempt couldn’t be graded";
}

/** An attempt without a grade yet: the work as it is, and what became of the grading. */
export function Ungraded(props: {
  state: GradeState;
  texts: Answers;
  /** Null where nothing was drawn. */
  drawing: DrawingSource | null;
  /** What was given, asked and used. */
  children: ReactNode;
}) {
  const { state, texts, drawing } = props;
  return (
    <>
      {state.status === "needs_attention" ? (
        <Callout tone="warn" title={titleOf(state)}>
          <p className="mb-3">{state.errorMessage}</p>
          <ReviewForm intent="regrade">
            {({ isPending }) => (
              <Button type="submit" className="self-start" isPending={isPending}>
                Re-grade (one call per criterion)
              </Button>
            )}
          </ReviewForm>
        </Callout>
      ) : state.held !== null ? (
        <HeldGrading held={state.held} />
      ) : (
        <Callout tone="info" title="It is being graded">
          The verdicts appear here when the judge is done. Reload the page then.
        </Callout>
      )}
      <HandedInWork answers={texts} drawing={drawing} />
      {props.children}
    </>
  );
}
