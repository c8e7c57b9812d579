import type { Study, Topic } from "#server/study/study";
import { listParts } from "#domain/markdown/lesson/list-parts";
import { renderLesson } from "#domain/markdown/lesson/render-lesson";
import { listPoints } from "#domain/study/list-points";
import type { Lesson, Workbench } from "#domain/study/study.schema";
import { HiddenAnswer } from "./hidden-answer";
import { LessonOpening } from "./lesson-opening";
import { LessonPractice } from "./lesson-practice";
import { toHtml } from "./to-html";
import { WORKBENCH_INTROS } from "./workbench-intros";

/** A lesson as its page shows it: what nobody presses is HTML already, and costs the page no script. */
export type LessonView = {
  /** The question, the contents and the text. */
  openingHtml: string;
  workbench: { id: string; title: string; intro: string; name: Workbench } | null;
  sixtySeconds: {
    id: string;
    title: string;
    questionHtml: string;
    answerHtml: string;
    /** Its sentences, one by one. */
    pointsHtml: string[];
  };
  /** Exercises and follow-ups. */
  practiceHtml: string;
};

const TRY_IT = { id: "try-it", title: "Try other numbers" };
const SIXTY_SECONDS = { id: "sixty-seconds", title: "Say it in sixty seconds" };
const EXERCISES = { id: "exercises", title: "Exercises" };
const FOLLOW_UPS = { id: "follow-ups", title: "Follow-ups" };

/** Rendering takes tens of milliseconds, and `study/` is read once. */
const kept = new WeakMap<Topic, LessonView>();

/** @returns null for a topic with a short page */
export function viewLesson(topic: Topic, figures: Study["figures"]): LessonView | null {
  const { lesson } = topic.head;
  if (lesson === undefined) return null;
  const view = kept.get(topic) ?? render(topic.body, lesson, figures);
  kept.set(topic, view);
  return view;
}

function render(body: string, lesson: Lesson, figures: Study["figures"]): LessonView {
  const asksHtml = renderLesson(lesson.asks);
  const name = lesson.workbench;
  const workbench = name ? { ...TRY_IT, name, intro: WORKBENCH_INTROS[name] } : null;
  const after = [SIXTY_SECONDS, EXERCISES, FOLLOW_UPS];
  return {
    openingHtml: toHtml(
      <LessonOpening
        asksHtml={asksHtml}
        parts={[...listParts(body), ...(workbench ? [workbench] : []), ...after]}
        bodyHtml={renderLesson(body, figures)}
      />,
    ),
    workbench,
    sixtySeconds: {
      ...SIXTY_SECONDS,
      questionHtml: asksHtml,
      answerHtml: toHtml(<HiddenAnswer html={renderLesson(lesson.sixtySeconds)} />),
      pointsHtml: listPoints(lesson.sixtySeconds).map((point) => renderLesson(point)),
    },
    practiceHtml: toHtml(
      <LessonPractice
        exercises={lesson.exercises.map(({ kind, question, answer }) => ({
          kind,
          questionHtml: renderLesson(question),
          answerHtml: renderLesson(answer),
        }))}
        followUps={lesson.followUps}
        exercisesPart={EXERCISES}
        followUpsPart={FOLLOW_UPS}
      />,
      "practice",
    ),
  };
}
