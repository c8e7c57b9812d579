import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { readContentOf } from "#server/content/read-content";
import { criterionGradeSchema, gradeSchema } from "#domain/grading/grade.schema";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { runCommand } from "../../support/run-command";
import type { FakeVerdict } from "../../support/fake-model/character";
import type { Ran } from "../../support/run-command";

const RAG = "rag-customer-support";
const MIDDLING = `problems/${RAG}/answers/middling`;
const STRONG = `problems/${RAG}/answers/strong`;
const ANSWER = ["--problem", RAG, "--answer", `${MIDDLING}.md`];
const NO_MODEL = { JUDGE_MODEL: "", OPENAI_API_KEY: "", OPENAI_BASE_URL: "" };

const printedSchema = gradeSchema
  .pick({ total: true, sections: true, costUsd: true, confidence: true, level: true, lens: true })
  .extend({ problem: z.string(), criteria: z.array(criterionGradeSchema) })
  .strip();

const folder = await mkdtemp(join(tmpdir(), "grade-command-"));
afterAll(() => rm(folder, { recursive: true }));

function grade(args: string[], env: Record<string, string> = NO_MODEL): Promise<Ran> {
  return runCommand("server/commands/grade.ts", args, env);
}

describe("npm run grade with the offline judge", () => {
  it("prints total, sections, verdicts, evidence, confidence and cost, twice the same bytes", async () => {
    const answer = ["--problem", RAG, "--answer", `${STRONG}.md`];
    const args = [...answer, "--scene", `${STRONG}.excalidraw`, "--level", "mid", "--json"];
    const [first, second] = await Promise.all([grade(args), grade(args)]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(second.stdout).toBe(first.stdout);
    const printed = printedSchema.parse(JSON.parse(first.stdout));
    expect(printed).toMatchObject({ problem: RAG, level: "mid", lens: "product", costUsd: 0 });
    expect(printed.sections).toHaveLength(5);
    const fresh = printed.criteria.find(({ id }) => id === "ingestion-freshness");
    expect(fresh?.verdict).toBe("met");
    expect(fresh?.evidence.map(({ source }) => source)).toContain("diagram");
    const written = await readFile(`${STRONG}.md`, "utf8");
    const quotes = printed.criteria.flatMap(({ evidence }) =>
      evidence.flatMap((one) => (one.source === "text" ? [one.quote] : [])),
    );
    expect(quotes.length).toBeGreaterThan(5);
    for (const quote of quotes) expect(written).toContain(quote);
  });

  it("reads well in a terminal", async () => {
    const { code, stdout } = await grade(ANSWER);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\b\d+ of 100 · Product company lens · offline estimate/);
    expect(stdout).toContain("“That is about 3 messages per second on average.” (Scenario)");
    expect(stdout).toContain("Next: ");
  });
});

describe("npm run grade refuses with exit code 2 and a reason", () => {
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  it.each([
    ["no problem", () => Promise.resolve(["--answer", `${MIDDLING}.md`]), "--problem is missing"],
    [
      "an unknown problem",
      () => Promise.resolve(["--problem", "chess", "--answer", `${MIDDLING}.md`]),
      RAG,
    ],
    [
      "a missing file",
      () => Promise.resolve(["--problem", RAG, "--answer", "none.md"]),
      "No such file: none.md",
    ],
    [
      "an unknown heading",
      async () => ["--problem", RAG, "--answer", await file("odd.md", "## Scenario\n## Costs\n")],
      'unknown heading "## Costs"',
    ],
    [
      "a scene that is none",
      async () => [...ANSWER, "--scene", await file("scene.json", '{"elements": 5}')],
      "Not an Excalidraw scene",
    ],
    ["an unknown level", () => Promise.resolve([...ANSWER, "--level", "boss"]), "--level"],
    ["an unknown option", () => Promise.resolve([...ANSWER, "--speed"]), "usage: npm run grade"],
    [
      "a model that isn't set",
      () => Promise.resolve([...ANSWER, "--judge", "openai"]),
      "JUDGE_MODEL",
    ],
  ])("%s", async (_, argsOf, reason) => {
    const { code, stdout, stderr } = await grade(await argsOf());
    expect(stderr).toContain(reason);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("npm run grade with a model", () => {
  async function startModel(kind: "perfect" | "refusing"): Promise<Record<string, string>> {
    const rubric = (await readContentOf(".", RAG))?.rubric;
    const expected: Record<string, FakeVerdict> = Object.fromEntries(
      (rubric?.criteria ?? []).map(({ id }) => [id, "met"]),
    );
    const canaries = Object.fromEntries(
      (rubric?.canaries ?? []).map(({ id, expect: verdict }) => [id, verdict]),
    );
    const character = kind === "perfect" ? { kind, expected } : { kind };
    const model = await startFakeModel({ character, canaries });
    onTestFinished(() => model.close());
    return { JUDGE_MODEL: "fake-model", OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: "" };
  }

  it("says that the cost of an unknown model is unknown", async () => {
    const { code, stdout } = await grade(
      [...ANSWER, "--judge", "openai", "--mode", "thorough", "--json"],
      await startModel("perfect"),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ mode: "thorough", costUsd: null });
  });

  it("prints no grade and ends with 1 when the model refuses", async () => {
    const { code, stdout, stderr } = await grade(
      [...ANSWER, "--json"],
      await startModel("refusing"),
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("Not graded (refused)");
  });
});
