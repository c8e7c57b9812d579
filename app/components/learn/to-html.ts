import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/**
 * What nobody presses, as HTML from a loader: it costs the page no script.
 * @param id no other part of the page has: ids within begin with it
 */
export function toHtml(element: ReactElement, id = ""): string {
  return renderToStaticMarkup(element, { identifierPrefix: id });
}
