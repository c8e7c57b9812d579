import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";
import { ExplainSlot } from "./explain-slot";

/** A question, and its answer for who asks for it. Works without JavaScript, but for explaining it aloud. */
export function SelfCheck(props: {
  questionHtml: string;
  answerHtml: string;
  /** What the answer says, one by one. */
  pointsHtml: string[];
}) {
  return (
    <Section title="Ask yourself" size="xl" isRuled className="mt-10 max-w-[40.5rem]">
      <RenderedMarkdown html={props.questionHtml} />
      <ExplainSlot pointsHtml={props.pointsHtml} />
      <details className="group mt-4">
        <summary className="text-accent w-fit rounded-sm font-semibold">
          <span className="group-open:hidden">Show the answer</span>
          <span className="hidden group-open:inline">Hide the answer</span>
        </summary>
        <div className="border-accent mt-3 border-l-2 pl-4">
          <RenderedMarkdown html={props.answerHtml} />
        </div>
      </details>
    </Section>
  );
}
