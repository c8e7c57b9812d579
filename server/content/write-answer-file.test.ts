import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { readAnswerFile } from "./answer-file";
import { calibrationHeadSchema } from "#domain/problems/calibration.schema";
import { validateYaml } from "./yaml-source";
import { writeAnswerFile } from "./write-answer-file";

const ROOT_DIR = join(import.meta.dirname, "../..");

function readBack(text: string) {
  const { head, answers } = readAnswerFile(text, "answer.md", []);
  const parsed = head && validateYaml(head, calibrationHeadSchema, []);
  if (!parsed) throw new Error("no head");
  return { head: parsed, answers };
}

describe("an answer written as its file", () => {
  it("is the very file it was read from, for every answer of the repository", async () => {
    const slugs = await readdir(join(ROOT_DIR, "problems"));
    for (const slug of slugs) {
      const folder = join(ROOT_DIR, "problems", slug, "answers");
      for (const name of (await readdir(folder)).filter((file) => file.endsWith(".md"))) {
        const text = await readFile(join(folder, name), "utf8");
        const { head, answers } = readBack(text);
        expect(writeAnswerFile(head, answers, text), `${slug}/${name}`).toBe(text);
      }
    }
  });

  it("keeps comments and drops labels that are gone", () => {
    const before = `---\nband: weak\n# Why it is here.\nlevel: mid\nnote: N\nexpected:\n  a: met # sure\n  b: not_met\n---\n\n## Scenario\n`;
    const text = writeAnswerFile(
      { band: "weak", level: "senior", note: "N", expected: { a: "met", c: ["met", "partial"] } },
      EMPTY_ANSWERS,
      before,
    );
    expect(text).toContain("# Why it is here.\nlevel: senior");
    expect(text).toContain("  a: met # sure\n  c: [met, partial]\n---");
    expect(text).not.toContain("b: not_met");
  });

  it("reads back as it was written, whatever the sections hold", () => {
    const answers = { ...EMPTY_ANSWERS, scenario: "## Scenario\n\n```\n## open", evaluation: "é" };
    const head = { band: "weak" as const, level: "mid" as const, note: "#1: a", expected: {} };
    const read = readBack(writeAnswerFile(head, answers));
    expect(read.head).toEqual(head);
    expect(read.answers.evaluation).toBe("é");
    expect(read.answers.scenario).toBe("### Scenario\n\n```\n## open\n```");
  });
});
