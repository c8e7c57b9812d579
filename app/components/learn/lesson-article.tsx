import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { SelfCheck } from "./self-check";
import type { LessonView } from "./view-lesson";
import { WorkbenchSlot } from "./workbench-slot";

/** The question, the lesson that answers it, and what to do with it. */
export function LessonArticle({ lesson }: { lesson: LessonView }) {
  return (
    <article>
      <RenderedMarkdown html={lesson.openingHtml} />
      {lesson.workbench && <WorkbenchSlot {...lesson.workbench} />}
      <SelfCheck {...lesson.sixtySeconds} />
      <RenderedMarkdown html={lesson.practiceHtml} />
    </article>
  );
}
