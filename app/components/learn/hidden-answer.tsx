import { RenderedMarkdown } from "~/components/ui/rendered-markdown";

/** An answer that opens when asked for, without JavaScript too. */
export function HiddenAnswer(props: { html: string }) {
  return (
    <details className="group mt-4">
      <summary className="text-accent w-fit rounded-sm font-semibold print:hidden">
        <span className="group-open:hidden">Show the answer</span>
        <span className="hidden group-open:inline">Hide the answer</span>
      </summary>
      <div className="border-accent mt-3 border-l-2 pl-4">
        <RenderedMarkdown html={props.html} />
      </div>
    </details>
  );
}
