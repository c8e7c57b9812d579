import { beforeAll, describe, expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { isCopied, markCopied, sourcesOf } from "#server/grading/defences/copied";
import { toGradedProblem } from "#server/grading/grade-input";
import { listAllCriteria } from "#domain/rubrics/rubric.schema";
import { foldText } from "#server/text/fold";
import { countWordsOfAnyScript } from "#server/text/find-quote";
import { splitSentences } from "#server/text/sentences";
import { ROOT_DIR } from "../support/content";

/** Fewer words are no evidence, wherever they come from. */
const QUOTABLE_WORDS = 4;

let content: ContentFile[];
beforeAll(async () => {
  content = await readContent(ROOT_DIR);
});

/** What marking oneself shows of a criterion. */
function listShown({ rubric }: ContentFile): string[] {
  return listAllCriteria(rubric).flatMap(({ text, pass, partial, fail }) =>
    [text, pass, partial ?? "", fail].filter((example) => example !== ""),
  );
}

function countOwn(file: ContentFile, lead: string) {
  const sources = sourcesOf(toGradedProblem(file.problem), file.rubric);
  let sentences = 0;
  const own: string[] = [];
  for (const example of listShown(file)) {
    const text = `${lead}${example}`;
    const words = markCopied(foldText(text), sources);
    for (const sentence of splitSentences(text)) {
      if (countWordsOfAnyScript(sentence.text) < QUOTABLE_WORDS) continue;
      sentences += 1;
      if (!isCopied(words, sentence)) own.push(sentence.text);
    }
  }
  return { sentences, own };
}

describe("what marking oneself shows of the shipped rubrics", () => {
  it.each(["", "For this design: "])("is no evidence in a later answer, after %j", (lead) => {
    for (const file of content) {
      const { sentences, own } = countOwn(file, lead);
      expect(sentences, file.slug).toBeGreaterThan(50);
      expect(own, file.slug).toEqual([]);
    }
  });
});
