import { describe, expect, it } from "vitest";
import { collectContent, toContentFile } from "../content/read-content";
import { readProblem } from "../content/read-problem";
import { readRubric } from "../content/read-rubric";
import type { ContentIssue } from "../content/content-error";
import { writeProblemTexts, writeRubricText } from "./write-texts";

// A problem that is being written is no fault of what is tried here.
const contents = (await collectContent(".")).contents.map(toContentFile);

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

describe("a version written as files", () => {
  it.each(contents.map((content) => [content.slug, content] as const))(
    "%s reads back to the same hashes, and a second time to the same bytes",
    (_, content) => {
      const issues: ContentIssue[] = [];
      const texts = writeProblemTexts(throughJson(content.problem));
      const rubricText = writeRubricText(throughJson(content.rubric));
      const problem = readProblem(
        {
          problem: { file: "problem.md", text: texts.problem },
          solution: { file: "solution.md", text: texts.solution },
          scene: { file: "solution.excalidraw", text: texts.scene },
        },
        issues,
      );
      const rubric = readRubric(rubricText, "rubric.yaml", issues);
      expect(issues).toEqual([]);
      expect(problem?.hash).toBe(content.problemHash);
      expect(rubric?.hash).toBe(content.rubricHash);
      if (!problem || !rubric) throw new Error("not read");
      expect(writeProblemTexts(problem.problem)).toEqual(texts);
      expect(writeRubricText(rubric.rubric)).toBe(rubricText);
    },
  );
});
