import clsx from "clsx";
import ReactMarkdown from "react-markdown";
import { MARKDOWN_PLUGINS } from "~/lib/markdown-plugins";

/**
 * Markdown as running text, rendered in the browser: for text that changes there. Fixed text is
 * rendered by the loader (app/lib/render-markdown.tsx), which keeps the parser out of the bundle.
 */
export function Markdown(props: { text: string; className?: string }) {
  return (
    <div className={clsx("reading", props.className)}>
      <ReactMarkdown {...MARKDOWN_PLUGINS}>{props.text}</ReactMarkdown>
    </div>
  );
}
