import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";
import type { LessonView } from "~/lib/view-lesson";
import { LessonContents } from "./lesson-contents";
import { LessonExercises } from "./lesson-exercises";
import { SelfCheck } from "./self-check";
import { WorkbenchSlot } from "./workbench-slot";

const TRY_IT = { id: "try-it", title: "Try other numbers" };
const AFTER = [
  { id: "sixty-seconds", title: "Say it in sixty seconds" },
  { id: "exercises", title: "Exercises" },
  { id: "follow-ups", title: "Follow-ups" },
];

/** The question, the lesson that answers it, and what to do with it. */
export function LessonArticle(props: { lesson: LessonView }) {
  const { lesson } = props;
  const { workbench } = lesson;
  const tries = workbench === null ? [] : [{ ...TRY_IT, workbench }];
  return (
    <article>
      <div className="border-accent mb-6 max-w-[40.5rem] border-l-4 pl-4">
        <p className="text-ink-soft text-small font-semibold">The question</p>
        <RenderedMarkdown html={lesson.asksHtml} />
      </div>
      <div className="mb-8">
        <LessonContents parts={[...lesson.parts, ...tries, ...AFTER]} />
      </div>
      <RenderedMarkdown html={lesson.bodyHtml} />
      {tries.map((part) => (
        <WorkbenchSlot key={part.id} {...part} />
      ))}
      <SelfCheck
        id="sixty-seconds"
        title="Say it in sixty seconds"
        questionHtml={lesson.asksHtml}
        answerHtml={lesson.sixtySecondsHtml}
        pointsHtml={lesson.pointsHtml}
      />
      <LessonExercises exercises={lesson.exercises} />
      <Section
        id="follow-ups"
        title="Follow-ups"
        intro="What an interviewer asks next."
        size="xl"
        isRuled
        className="mt-10 max-w-[40.5rem]"
      >
        <ul className="list-disc pl-6">
          {lesson.followUps.map((question) => (
            <li key={question} className="py-1 font-serif">
              {question}
            </li>
          ))}
        </ul>
      </Section>
    </article>
  );
}
