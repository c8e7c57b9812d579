import { renderMarkdown } from "#domain/markdown/render-markdown";
import { listPoints } from "#domain/study/list-points";
import type { Topic } from "#server/study/study";
import { HiddenAnswer } from "./hidden-answer";
import { toHtml } from "./to-html";

/** A short page with its question; null for a lesson. */
export function viewPage({ body, head: { selfCheck } }: Topic) {
  if (selfCheck === undefined) return null;
  return {
    bodyHtml: renderMarkdown(body),
    selfCheck: {
      title: "Ask yourself",
      questionHtml: renderMarkdown(selfCheck.question),
      answerHtml: toHtml(<HiddenAnswer html={renderMarkdown(selfCheck.answer)} />),
      pointsHtml: listPoints(selfCheck.answer).map((point) => renderMarkdown(point)),
    },
  };
}
