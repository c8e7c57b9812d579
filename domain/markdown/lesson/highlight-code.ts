import { classHighlighter, highlightCode as walkTokens } from "@lezer/highlight";
import { parser as python } from "@lezer/python";
import { parser as yaml } from "@lezer/yaml";

/** JSON is YAML too. */
const PARSERS: Record<string, typeof python> = { python, yaml, json: yaml };

/** Languages that a fence of a lesson may name. Those without a parser are shown in one color. */
export const FENCE_LANGUAGES = ["python", "yaml", "json", "typescript", "bash", "text"];

/** A stretch of code and the classes it has, such as `tok-keyword`; "" for none. */
type Token = { text: string; classes: string };

export function highlightCode(code: string, language: string): Token[] {
  const parser = PARSERS[language];
  if (parser === undefined) return [{ text: code, classes: "" }];
  const tokens: Token[] = [];
  walkTokens(
    code,
    parser.parse(code),
    classHighlighter,
    (text, classes) => tokens.push({ text, classes }),
    () => tokens.push({ text: "\n", classes: "" }),
  );
  return tokens;
}
