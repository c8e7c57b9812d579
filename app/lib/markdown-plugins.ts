import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

/** How Markdown is read everywhere: tables and lists of GitHub's kind, no raw HTML, sanitised last. */
export const MARKDOWN_PLUGINS = {
  remarkPlugins: [remarkGfm],
  rehypePlugins: [rehypeSanitize],
};
