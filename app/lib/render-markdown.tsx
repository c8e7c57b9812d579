import { renderToStaticMarkup } from "react-dom/server";
import ReactMarkdown from "react-markdown";
import { MARKDOWN_PLUGINS } from "./markdown-plugins";

/**
 * Markdown as sanitised HTML, for loaders: the page gets by without a parser. Raw HTML in the text
 * is not rendered. Show it with `RenderedMarkdown`.
 */
export function renderMarkdown(text: string): string {
  return renderToStaticMarkup(
    <div className="reading">
      <ReactMarkdown {...MARKDOWN_PLUGINS}>{text}</ReactMarkdown>
    </div>,
  );
}
