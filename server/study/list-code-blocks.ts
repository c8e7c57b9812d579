/** A fence of a page: the language it names, and its line within the text, from 1. */
export type CodeBlock = {
  language: string;
  code: string;
  line: number;
  /** What the program prints: the fence of text right after it. Null where there is none. */
  output: string | null;
};

const FENCE = /^```(\S*)$([^]*?)^```$/gm;

export function listCodeBlocks(markdown: string): CodeBlock[] {
  const found = [...markdown.matchAll(FENCE)].map((match) => {
    const [whole, language = "", code = ""] = match;
    const start = match.index;
    return { language, code: code.replace(/^\n/, ""), start, end: start + whole.length };
  });
  return found.map(({ language, code, start, end }, index) => {
    const next = found[index + 1];
    const isFollowed = next?.language === "text" && markdown.slice(end, next.start).trim() === "";
    const line = markdown.slice(0, start).split("\n").length;
    return { language, code, line, output: isFollowed ? next.code : null };
  });
}
