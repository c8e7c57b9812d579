import { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
import { defineLanguageFacet, Language, languageDataProp } from "@codemirror/language";
import type { LanguageSupport } from "@codemirror/language";
import { GFM, parser } from "@lezer/markdown";

/** How a text is coloured and indented: YAML, or Markdown under a head of YAML where it has one. */
export type CodeLanguage = "yaml" | "markdown";

const data = defineLanguageFacet({});

/**
 * Markdown by its parser alone. The ready-made package also brings HTML, CSS and JavaScript, which
 * statements and solutions never hold, and would weigh twice as much.
 */
const markdown = new Language(
  data,
  parser.configure([GFM, { props: [languageDataProp.add({ Document: data })] }]),
  [],
  "markdown",
);

export function supportOf(language: CodeLanguage): LanguageSupport {
  return language === "yaml" ? yaml() : yamlFrontmatter({ content: markdown });
}
