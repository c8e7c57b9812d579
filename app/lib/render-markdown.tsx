import { renderToStaticMarkup } from "react-dom/server";
import { Markdown } from "~/components/ui/markdown";

/**
 * Markdown as sanitised HTML, for loaders: the page gets by without a parser. Raw HTML in the text
 * is not rendered. Show it with `RenderedMarkdown`.
 */
export function renderMarkdown(text: string): string {
  return renderToStaticMarkup(<Markdown text={text} />);
}
