import type { Study, Topic } from "#server/study/study";
import { listParts } from "#domain/markdown/lesson/list-parts";
import type { LessonPart } from "#domain/markdown/lesson/list-parts";
import { renderLesson } from "#domain/markdown/lesson/render-lesson";
import { listPoints } from "#domain/study/list-points";
import type { Lesson, Workbench } from "#domain/study/study.schema";

type Exercise = {
  kind: Lesson["exercises"][number]["kind"];
  questionHtml: string;
  answerHtml: string;
};

/** A lesson as its page shows it. */
export type LessonView = {
  parts: LessonPart[];
  asksHtml: string;
  bodyHtml: string;
  sixtySecondsHtml: string;
  /** Its sentences, one by one. */
  pointsHtml: string[];
  exercises: Exercise[];
  followUps: string[];
  workbench: Workbench | null;
};

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
  const { asks, sixtySeconds, exercises, followUps, workbench } = lesson;
  return {
    parts: listParts(body),
    asksHtml: renderLesson(asks),
    bodyHtml: renderLesson(body, figures),
    sixtySecondsHtml: renderLesson(sixtySeconds),
    pointsHtml: listPoints(sixtySeconds).map((point) => renderLesson(point)),
    exercises: exercises.map(({ kind, question, answer }) => ({
      kind,
      questionHtml: renderLesson(question),
      answerHtml: renderLesson(answer),
    })),
    followUps,
    workbench: workbench ?? null,
  };
}
