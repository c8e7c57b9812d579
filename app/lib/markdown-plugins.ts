import { createElement } from "react";
import type { ReactNode } from "react";
import type { Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

/** How Markdown is read everywhere: tables and lists of GitHub's kind, no raw HTML, sanitised last. */
export const MARKDOWN_PLUGINS = {
  remarkPlugins: [remarkGfm],
  rehypePlugins: [rehypeSanitize],
  components: { pre: scrollablePre } satisfies Components,
};

/** Long lines scroll within the block; without a place for the focus no keyboard could. */
function scrollablePre({ children }: { children?: ReactNode }) {
  return createElement("pre", { tabIndex: 0 }, children);
}
