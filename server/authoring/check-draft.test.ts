import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { checkDraft } from "./check-draft";
import { NEW_RUBRIC, newProblemTexts } from "./template";
import type { DraftTexts } from "./draft.schema";

const RAG = "rag-customer-support";

async function readRag(): Promise<DraftTexts> {
  const read = (path: string) => readFile(path, "utf8");
  return {
    problem: (await read(`problems/${RAG}/problem.md`)).replace(/^related: .*$/m, "related: []"),
    solution: await read(`problems/${RAG}/solution.md`),
    scene: await read(`problems/${RAG}/solution.excalidraw`),
    rubric: await read(`rubrics/${RAG}.yaml`),
  };
}

const NOTHING_AROUND = { slugs: [], answers: [] };

describe("checkDraft", () => {
  it("finds no error in a published problem", async () => {
    expect(checkDraft(RAG, await readRag(), NOTHING_AROUND).errors).toEqual([]);
  });

  it("finds only the missing drawing in the template of a new problem", () => {
    const texts = { ...newProblemTexts(), rubric: NEW_RUBRIC.replaceAll("SLUG", "my-problem") };
    const { errors, problem, rubric } = checkDraft("my-problem", texts, NOTHING_AROUND);
    expect(errors.map(({ draftFile, message }) => [draftFile, message])).toEqual([
      ["scene", "nothing is drawn"],
    ]);
    expect(problem).not.toBeNull();
    expect(rubric).not.toBeNull();
  });

  it("names file, line and field of each fault", async () => {
    const texts = await readRag();
    const broken = {
      ...texts,
      problem: texts.problem.replace("difficulty: core", "difficulty: trivial"),
      solution: `${texts.solution}\nThat is \`2 + 2 = 5\`.\n`,
      rubric: texts.rubric.replace("section: scenario", "section: opening"),
    };
    const { errors } = checkDraft(RAG, broken, NOTHING_AROUND);
    const line = (text: string, part: string) =>
      text.split("\n").findIndex((one) => one.includes(part)) + 1;
    expect(errors).toContainEqual(
      expect.objectContaining({
        draftFile: "problem",
        field: "difficulty",
        line: line(broken.problem, "difficulty: trivial"),
      }),
    );
    expect(errors).toContainEqual(
      expect.objectContaining({
        draftFile: "solution",
        line: line(broken.solution, "2 + 2 = 5"),
      }),
    );
    expect(errors).toContainEqual(
      expect.objectContaining({
        draftFile: "rubric",
        field: "criteria[0].section",
        line: line(broken.rubric, "section: opening"),
      }),
    );
  });

  it("asks for a label of a new criterion without keeping it from being published", async () => {
    const texts = await readRag();
    const answer = await readFile(`problems/${RAG}/answers/strong.md`, "utf8");
    const renamed = texts.rubric.replace("id: user-outcome", "id: outcome-of-users");
    const answers = [{ name: "strong", answerText: answer, sceneText: null }];
    const { errors, warnings } = checkDraft(
      RAG,
      { ...texts, rubric: renamed },
      { slugs: [], answers },
    );
    expect(errors).toEqual([]);
    const about = warnings.filter(({ field }) => field === "expected.outcome-of-users");
    expect(about).toMatchObject([{ draftFile: null, message: "no verdict for this criterion" }]);
  });
});
