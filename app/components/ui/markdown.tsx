import clsx from "clsx";
import ReactMarkdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

/**
 * Markdown as running text. Raw HTML is not rendered, and what is left is sanitised last: the text
 * may come from a candidate or a model. Pages that show fixed text should render it on the server
 * (app/lib/render-markdown.ts) and keep this, with its parser, out of their bundle.
 */
export function Markdown(props: { text: string; className?: string }) {
  return (
    <div className={clsx("reading", props.className)}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]}>
        {props.text}
      </ReactMarkdown>
    </div>
  );
}
