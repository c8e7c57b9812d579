import type { Answers } from "#domain/attempts/answer.schema";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { Section } from "~/components/ui/section";
import { DrawingBoard } from "./drawing-board";
import type { DrawingSource } from "./drawing-board";

/** What was handed in, with nobody's marks on it. */
export function HandedInWork(props: {
  answers: Answers;
  /** Null where nothing was drawn. */
  drawing: DrawingSource | null;
}) {
  const { answers, drawing } = props;
  return (
    <>
      <div className="mt-10 max-w-[68ch]">
        {SECTION_IDS.map((section) => (
          <Section key={section} title={SECTION_TITLES[section]} isRuled className="pb-8">
            <p className="text-lead font-serif leading-[1.8] wrap-anywhere whitespace-pre-wrap">
              {answers[section].trim() === "" ? "Left empty." : answers[section]}
            </p>
          </Section>
        ))}
      </div>
      {drawing !== null && (
        <Section title="Drawing">
          <div className="border-line bg-surface h-[22rem] overflow-hidden rounded-lg border sm:h-[32rem]">
            <DrawingBoard {...drawing} />
          </div>
        </Section>
      )}
    </>
  );
}
