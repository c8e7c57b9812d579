import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";

/** A question, and its answer for who asks for it. Works without JavaScript. */
export function SelfCheck(props: { questionHtml: string; answerHtml: string }) {
  return (
    <Section title="Ask yourself" size="xl" isRuled className="mt-10 max-w-[40.5rem]">
      <RenderedMarkdown html={props.questionHtml} />
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
