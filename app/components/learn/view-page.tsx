import { renderLesson } from "#domain/markdown/lesson/render-lesson";
import { listPoints } from "#domain/study/list-points";
import type { Topic } from "#server/study/study";
import { HiddenAnswer } from "./hidden-answer";
import { toHtml } from "./to-html";

type PageView = ReturnType<typeof render>;

/** `study/` is read once. */
const kept = new WeakMap<Topic, PageView>();

/** A short page with its question; null for a lesson. */
export function viewPage(topic: Topic): PageView | null {
  const { selfCheck } = topic.head;
  if (selfCheck === undefined) return null;
  const view = kept.get(topic) ?? render(topic.body, selfCheck);
  kept.set(topic, view);
  return view;
}

function render(body: string, selfCheck: NonNullable<Topic["head"]["selfCheck"]>) {
  return {
    bodyHtml: renderLesson(body),
    selfCheck: {
      title: "Ask yourself",
      questionHtml: renderLesson(selfCheck.question),
      answerHtml: toHtml(<HiddenAnswer html={renderLesson(selfCheck.answer)} />),
      pointsHtml: listPoints(selfCheck.answer).map((point) => renderLesson(point)),
    },
  };
}
