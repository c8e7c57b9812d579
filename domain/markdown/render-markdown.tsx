import { renderToStaticMarkup } from "react-dom/server";
import ReactMarkdown from "react-markdown";
import { findMarkdownExcess } from "./guard-markdown";
import { MARKDOWN_PLUGINS, scrollablePre } from "./markdown-plugins";

/** Statements and study pages are few and asked for again and again; a rendering takes milliseconds. */
const MAX_KEPT = 200;
const kept = new Map<string, string>();

/**
 * Markdown as sanitised HTML, for loaders: the page gets by without a parser. Raw HTML in the text
 * is not rendered. A text that would take long to render is shown as it was written, and says why.
 * Show it with `RenderedMarkdown`.
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
  const excess = findMarkdownExcess(text);
  return renderToStaticMarkup(
    <div className="reading">
      {excess === null ? (
        <ReactMarkdown {...MARKDOWN_PLUGINS}>{text}</ReactMarkdown>
      ) : (
        <>
          <p>This text is shown as it was written, because {excess}.</p>
          {scrollablePre({ children: text })}
        </>
      )}
    </div>,
  );
}
