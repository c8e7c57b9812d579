import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { Aids } from "#server/attempts/get-aids";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
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
        <section
          key={section}
          id={sectionAnchor(section)}
          aria-labelledby={`${sectionAnchor(section)}-title`}
          className="border-line scroll-mt-4 border-t pt-5 pb-10 first:border-0 first:pt-0"
        >
          <h2 id={`${sectionAnchor(section)}-title`} className="mb-3 text-xl font-bold">
            {SECTION_TITLES[section]}
          </h2>
          {props.answers[section].trim() === "" ? (
            <p className="text-ink-soft text-lead font-serif italic">Left empty.</p>
          ) : (
            <div className="text-lead max-w-[44rem] font-serif leading-[1.7] wrap-anywhere whitespace-pre-wrap">
              {props.answers[section]}
            </div>
          )}
        </section>
      ))}
      <section aria-labelledby="drawing-title" className="border-line border-t pt-5 pb-10">
        <h2 id="drawing-title" className="mb-3 text-xl font-bold">
          Drawing
        </h2>
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
      </section>
      <AidsUsed aids={props.aids} />
    </>
  );
}
