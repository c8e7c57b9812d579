import type { LessonView } from "~/lib/view-lesson";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";
import { HiddenAnswer } from "./hidden-answer";

const KINDS = {
  recall: "Recall",
  compute: "Compute",
  explain: "Explain",
  compare: "Compare",
  design: "Design",
};

/** From recall to design, with answers for people who ask for them. */
export function LessonExercises(props: { exercises: LessonView["exercises"] }) {
  return (
    <Section id="exercises" title="Exercises" size="xl" isRuled className="mt-10 max-w-[40.5rem]">
      <ol className="flex flex-col gap-8">
        {props.exercises.map(({ kind, questionHtml, answerHtml }, index) => (
          <li key={kind}>
            <h3 className="mb-1 font-bold">
              {index + 1}. {KINDS[kind]}
            </h3>
            <RenderedMarkdown html={questionHtml} />
            <HiddenAnswer html={answerHtml} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
