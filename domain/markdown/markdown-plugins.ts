import { createElement } from "react";
import type { CSSProperties, ReactNode } from "react";
import type { Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

/** How Markdown is read everywhere: tables and lists of GitHub's kind, no raw HTML, sanitised last. */
export const MARKDOWN_PLUGINS = {
  remarkPlugins: [remarkGfm],
  rehypePlugins: [rehypeSanitize],
  components: { pre: scrollablePre, th: namedHead } satisfies Components,
};

/** Long lines scroll within the block; without a place for the focus no keyboard could. */
export function scrollablePre({ children }: { children?: ReactNode }) {
  return createElement("pre", { tabIndex: 0 }, children);
}

/** The corner above row names heads nothing: an empty head would be read out as one. */
function namedHead({ children, style }: { children?: ReactNode; style?: CSSProperties }) {
  return createElement(children === undefined ? "td" : "th", { style }, children);
}
