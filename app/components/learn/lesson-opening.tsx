import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import type { LessonPart } from "#domain/markdown/lesson/list-parts";
import { LessonContents } from "./lesson-contents";

/** The question, links to the parts, and the text that answers it. */
export function LessonOpening(props: {
  asksHtml: string;
  parts: readonly LessonPart[];
  bodyHtml: string;
}) {
  return (
    <>
      <div className="border-accent mb-6 max-w-[40.5rem] border-l-4 pl-4">
        <p className="text-ink-soft text-small font-semibold">The question</p>
        <RenderedMarkdown html={props.asksHtml} />
      </div>
      <div className="mb-8">
        <LessonContents parts={props.parts} />
      </div>
      <RenderedMarkdown html={props.bodyHtml} />
    </>
  );
}
