import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { Aids } from "#server/attempts/get-aids";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import { Section } from "~/components/ui/section";
import type { DrawnPart } from "~/lib/report/name-diagram-parts";
import { AidsUsed } from "../report/aids-used";
import { LazyBoard } from "../report/lazy-board";
import { PartList } from "../report/part-list";
import { sectionAnchor } from "../report/selection";

/** The candidate's work as handed in, with nobody's marks on it. */
export function RatingAnswer(props: {
  answers: Answers;
  scene: Scene;
  drawing: DrawnPart[];
  aids: Aids;
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
        {props.scene.elements.length === 0 ? (
          <p className="text-ink-soft text-lead font-serif italic">No drawing handed in.</p>
        ) : (
          <>
            <div className="bg-surface border-line h-[22rem] overflow-hidden rounded-lg border sm:h-[30rem]">
              <LazyBoard scene={props.scene} />
            </div>
            <PartList parts={props.drawing} criteria={[]} />
          </>
        )}
      </Section>
      <AidsUsed aids={props.aids} />
    </>
  );
}
