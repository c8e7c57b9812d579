import { RenderedMarkdown } from "~/components/ui/rendered-markdown";

/** A question, and its answer for who asks for it. Works without JavaScript. */
export function SelfCheck(props: { questionHtml: string; answerHtml: string }) {
  return (
    <section
      aria-labelledby="self-check"
      className="border-line mt-10 max-w-[40.5rem] border-t pt-6"
    >
      <h2 id="self-check" className="text-heading font-bold">
        Ask yourself
      </h2>
      <div className="mt-3">
        <RenderedMarkdown html={props.questionHtml} />
      </div>
      <details className="group mt-4">
        <summary className="text-accent w-fit rounded-sm font-semibold">
          <span className="group-open:hidden">Show the answer</span>
          <span className="hidden group-open:inline">Hide the answer</span>
        </summary>
        <div className="border-accent mt-3 border-l-2 pl-4">
          <RenderedMarkdown html={props.answerHtml} />
        </div>
      </details>
    </section>
  );
}
