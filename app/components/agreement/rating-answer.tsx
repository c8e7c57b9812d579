import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { Aids } from "#server/attempts/get-aids";
import type { Answers } from "#domain/attempts/answer.schema";
import { Section } from "~/components/ui/section";
import type { DrawnBrief } from "~/lib/report/draw-brief";
import type { DrawingRead } from "#server/threads/read-tasks";
import { AidsUsed } from "../report/aids-used";
import { BriefGiven } from "../report/brief-given";
import { DrawingBoard } from "../report/drawing-board";
import { PartList } from "../report/part-list";
import { sectionAnchor } from "../report/selection";

/** The candidate's work as handed in, with nobody's marks on it. */
export function RatingAnswer(props: {
  answers: Answers;
  attemptId: string;
  drawing: DrawingRead;
  aids: Aids;
  given: DrawnBrief | null;
}) {
  return (
    <>
      {SECTION_IDS.map((section) => (
        <Section
          key={section}
          id={sectionAnchor(section)}
          title={SECTION_TITLES[section]}
          isRuled
          className="pb-10 first:border-0 first:pt-0"
        >
          {props.answers[section].trim() === "" ? (
            <p className="text-ink-soft text-lead font-serif italic">Left empty.</p>
          ) : (
            <div className="text-lead max-w-[44rem] font-serif leading-[1.7] wrap-anywhere whitespace-pre-wrap">
              {props.answers[section]}
            </div>
          )}
        </Section>
      ))}
      <Section title="Drawing" isRuled className="pb-10">
        {!props.drawing.isDrawn ? (
          <p className="text-ink-soft text-lead font-serif italic">No drawing handed in.</p>
        ) : (
          <>
            <div className="bg-surface border-line h-[22rem] overflow-hidden rounded-lg border sm:h-[30rem]">
              <DrawingBoard from={`/attempts/${props.attemptId}/drawing`} />
            </div>
            <PartList parts={props.drawing.parts} criteria={[]} />
          </>
        )}
      </Section>
      <BriefGiven given={props.given} />
      <AidsUsed aids={props.aids} />
    </>
  );
}
