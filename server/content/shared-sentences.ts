import type { ContentIssue } from "../content/content-error";
import { splitSentences } from "../text/sentences";

/** Shorter ones are common property: "Say which." */
const LEAST_WORDS = 6;

export type Document = { file: string; text: string };

/** Sentences that stand in two documents, each told once for every file but the first. */
export function findSharedSentences(documents: readonly Document[]): ContentIssue[] {
  const firstIn = new Map<string, string>();
  const issues: ContentIssue[] = [];
  for (const { file, text } of documents) {
    const told = new Set<string>();
    for (const sentence of splitSentences(text)) {
      const key = fold(sentence.text);
      if (key === null || sentence.kind === "heading") continue;
      const first = firstIn.get(key) ?? file;
      firstIn.set(key, first);
      if (first === file || told.has(key)) continue;
      told.add(key);
      const message = `a sentence that ${first} has too: ${sentence.text.slice(0, 80)}`;
      issues.push({ file, line: null, field: "", message });
    }
  }
  return issues;
}

/** Words only: marks, case and spaces don't make another sentence. Null where there are too few. */
function fold(sentence: string): string | null {
  const words = sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < LEAST_WORDS ? null : words.join(" ");
}

/** All texts of a value, whatever it is made of, but for those under a key of `without`. */
export function joinTexts(value: unknown, without: readonly string[] = []): string {
  return listTexts(value, without).join("\n\n");
}

function listTexts(value: unknown, without: readonly string[]): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    without.includes(key) ? [] : listTexts(part, without),
  );
}
