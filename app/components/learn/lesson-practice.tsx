import type { LessonPart } from "#domain/markdown/lesson/list-parts";
import type { Lesson } from "#domain/study/study.schema";
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

type Exercise = {
  kind: Lesson["exercises"][number]["kind"];
  questionHtml: string;
  answerHtml: string;
};

/** Exercises from recall to design, with answers for people who ask for them, and what an interviewer asks next. */
export function LessonPractice(props: {
  exercises: readonly Exercise[];
  followUps: readonly string[];
  exercisesPart: LessonPart;
  followUpsPart: LessonPart;
}) {
  const look = { size: "xl", isRuled: true, className: "mt-10 max-w-[40.5rem]" } as const;
  return (
    <>
      <Section {...props.exercisesPart} {...look}>
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
      <Section {...props.followUpsPart} {...look} intro="What an interviewer asks next.">
        <ul className="list-disc pl-6">
          {props.followUps.map((question) => (
            <li key={question} className="py-1 font-serif">
              {question}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
