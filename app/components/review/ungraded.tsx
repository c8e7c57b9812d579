import type { Aids } from "#server/attempts/get-aids";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { GradeState } from "#server/grades/grade-state";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { Section } from "~/components/ui/section";
import { AidsUsed } from "../report/aids-used";
import { HeldGrading } from "../report/held-grading";
import { LazyBoard } from "../report/lazy-board";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { ReviewForm } from "./review-form";

function titleOf({ errorKind }: GradeState): string {
  return errorKind === NOT_ESTIMATED
    ? "This attempt was not estimated"
    : "This attempt could not be graded";
}

/** An attempt without a grade yet: the work as it is, and what became of the grading. */
export function Ungraded(props: { state: GradeState; texts: Answers; scene: Scene; aids: Aids }) {
  const { state, texts, scene } = props;
  return (
    <>
      {state.status === "needs_attention" ? (
        <Callout tone="warn" title={titleOf(state)}>
          <p className="mb-3">{state.errorMessage}</p>
          <ReviewForm intent="regrade">
            {({ isPending }) => (
              <Button type="submit" className="self-start" isPending={isPending}>
                Grade again, thoroughly
              </Button>
            )}
          </ReviewForm>
        </Callout>
      ) : state.held !== null ? (
        <HeldGrading held={state.held} />
      ) : (
        <Callout tone="info" title="It is being graded">
          The verdicts stand here once the judge is done. Load the page again then.
        </Callout>
      )}
      <div className="mt-10 max-w-[68ch]">
        {SECTION_IDS.map((section) => (
          <Section key={section} title={SECTION_TITLES[section]} isRuled className="pb-8">
            <p className="text-lead font-serif leading-[1.8] wrap-anywhere whitespace-pre-wrap">
              {texts[section].trim() === "" ? "Left empty." : texts[section]}
            </p>
          </Section>
        ))}
      </div>
      {scene.elements.length > 0 && (
        <Section title="Drawing">
          <div className="border-line bg-surface h-[32rem] overflow-hidden rounded-lg border">
            <LazyBoard scene={scene} />
          </div>
        </Section>
      )}
      <AidsUsed aids={props.aids} />
    </>
  );
}
