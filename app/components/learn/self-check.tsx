import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";
import { ExplainSlot } from "./explain-slot";

/** A question, and its answer for people who ask for it. Works without JavaScript, but for explaining it aloud. */
export function SelfCheck(props: {
  title: string;
  /** Where a link leads. */
  id?: string;
  questionHtml: string;
  /** Of a HiddenAnswer. */
  answerHtml: string;
  /** What the answer says, one by one. */
  pointsHtml: string[];
}) {
  return (
    <Section id={props.id} title={props.title} size="xl" isRuled className="mt-10 max-w-[40.5rem]">
      <RenderedMarkdown html={props.questionHtml} />
      <ExplainSlot pointsHtml={props.pointsHtml} />
      <RenderedMarkdown html={props.answerHtml} />
    </Section>
  );
}
