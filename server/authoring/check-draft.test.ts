import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { checkDraft } from "./check-draft";
import { NEW_RUBRIC, newProblemTexts } from "./template";
import { FROZEN_PATH } from "../../test/support/frozen-content";
import type { DraftTexts } from "#domain/authoring/draft.schema";

const RAG = "rag-customer-support";

async function readRag(): Promise<DraftTexts> {
  const read = (path: string) => readFile(`${FROZEN_PATH}/${path}`, "utf8");
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

  it("finds the missing drawing and every untouched text in the template of a new problem", () => {
    const texts = { ...newProblemTexts(), rubric: NEW_RUBRIC.replaceAll("SLUG", "my-problem") };
    const { errors, problem, rubric } = checkDraft("my-problem", texts, NOTHING_AROUND);
    expect(errors.map(({ draftFile, message }) => [draftFile, message])).toEqual([
      ["problem", "the statement is still the template's"],
      [
        "problem",
        "still as in the template: title, summary, prompts.scenario, prompts.components and 20 more",
      ],
      ["scene", "nothing is drawn"],
      ["solution", "the solution is still the template's"],
      [
        "rubric",
        "still as in the template: criteria[0].text, criteria[0].pass, criteria[0].fail, criteria[0].advice and 21 more",
      ],
    ]);
    expect(problem).not.toBeNull();
    expect(rubric).not.toBeNull();
  });

  it("names the one text that was left as it came", async () => {
    const texts = await readRag();
    const rubric = texts.rubric.replace(/advice: .*/, "advice: One thing to do next time.");
    const { errors } = checkDraft(RAG, { ...texts, rubric }, NOTHING_AROUND);
    expect(errors).toMatchObject([
      {
        draftFile: "rubric",
        field: "criteria[0].advice",
        line: rubric.split("\n").findIndex((line) => line.includes("One thing to do")) + 1,
        message: "still as in the template: criteria[0].advice",
      },
    ]);
  });

  it("wants a page for every topic, of the problem, its criteria and the curveball's", async () => {
    const texts = await readRag();
    const topics = (await readdir("study/topics")).map((name) => name.replace(/\.md$/, ""));
    const around = { ...NOTHING_AROUND, topics };
    expect(checkDraft(RAG, texts, around).errors).toEqual([]);
    const renamed = {
      ...texts,
      problem: texts.problem.replace(/^topics:\s+(- |\[)[a-z-]+/m, (start) =>
        start.replace(/[a-z-]+$/, "memory"),
      ),
      rubric: texts.rubric.replace("topics: [capacity-planning]", "topics: [alchemy]"),
    };
    const { errors } = checkDraft(RAG, renamed, around);
    expect(errors.map(({ draftFile, field, message }) => [draftFile, field, message])).toEqual([
      ["problem", "topics[0]", 'no topic is called "memory"'],
      ["rubric", "criteria[1].topics[0]", 'no topic is called "alchemy"'],
    ]);
    expect(errors[1]?.line).toBe(
      renamed.rubric.split("\n").findIndex((line) => line.includes("[alchemy]")) + 1,
    );
  });

  it("warns of word lists that no longer belong in a rubric, and leaves them out", async () => {
    const texts = await readRag();
    const rubric = texts.rubric.replace(
      /^( +)advice: /m,
      "$1signals: { met: [[word]] }\n$1advice: ",
    );
    const checked = checkDraft(RAG, { ...texts, rubric }, NOTHING_AROUND);
    expect(checked.errors).toEqual([]);
    expect(checked.warnings.map(({ field }) => field)).toContain("criteria[0].signals");
    expect(checked.rubric?.hash).toBe(checkDraft(RAG, texts, NOTHING_AROUND).rubric?.hash);
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
      expect.objectContaining({ draftFile: "solution", line: line(broken.solution, "2 + 2 = 5") }),
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
