import { expect, it } from "vitest";
import { findSharedSentences } from "./shared-sentences";

const SENTENCE = "The cache grows with every token that is kept.";

it("tells a sentence that two files share, whatever its marks, case and line breaks", () => {
  const issues = findSharedSentences([
    { file: "a.md", text: `First. ${SENTENCE}` },
    {
      file: "b.md",
      text: `${SENTENCE.toUpperCase()}\n\nthe cache grows, with every\ntoken that is kept.`,
    },
  ]);
  expect(issues).toHaveLength(1);
  expect(issues[0]).toMatchObject({ file: "b.md" });
  expect(issues[0]?.message).toContain("a.md has too: THE CACHE GROWS");
});

it("lets short sentences, headings and repetitions within one file be", () => {
  const issues = findSharedSentences([
    {
      file: "a.md",
      text: `## What one should know about all of it\n\nSay which. ${SENTENCE} ${SENTENCE}`,
    },
    { file: "b.md", text: "## What one should know about all of it\n\nSay which." },
  ]);
  expect(issues).toEqual([]);
});
