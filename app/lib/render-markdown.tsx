import { renderToStaticMarkup } from "react-dom/server";
import ReactMarkdown from "react-markdown";
import { MARKDOWN_PLUGINS } from "./markdown-plugins";

/** Statements and study pages are few and asked for again and again; a rendering takes milliseconds. */
const MAX_KEPT = 200;
const kept = new Map<string, string>();

/**
 * Markdown as sanitised HTML, for loaders: the page gets by without a parser. Raw HTML in the text
 * is not rendered. Show it with `RenderedMarkdown`.
 */
export function renderMarkdown(text: string): string {
  const html = kept.get(text) ?? render(text);
  // Put in again, it is the youngest; the oldest goes.
  kept.delete(text);
  kept.set(text, html);
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value ?? "");
  return html;
}

function render(text: string): string {
  return renderToStaticMarkup(
    <div className="reading">
      <ReactMarkdown {...MARKDOWN_PLUGINS}>{text}</ReactMarkdown>
    </div>,
  );
}
