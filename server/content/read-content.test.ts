import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canonicalHash } from "../text/canonical-hash";
import { ContentError } from "./content-error";
import { FROZEN_PATH } from "../../test/support/frozen-content";
import { readContent } from "./read-content";

const SLUG = "rag-customer-support";
const PROBLEM = `problems/${SLUG}/problem.md`;
const RUBRIC = `rubrics/${SLUG}.yaml`;
const ANSWER = `problems/${SLUG}/answers/weak.md`;
let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "content-"));
  await cp(`${FROZEN_PATH}/problems/${SLUG}`, join(root, "problems", SLUG), { recursive: true });
  // Its neighbours aren't copied.
  const head = await readFile(join(root, PROBLEM), "utf8");
  await writeFile(join(root, PROBLEM), head.replace(/^related: .*$/m, "related: []"));
  await mkdir(join(root, "rubrics"));
  await cp(join(FROZEN_PATH, RUBRIC), join(root, RUBRIC));
});
afterEach(() => rm(root, { recursive: true }));

/** Replaces the first `from` in a file, and returns the line on which it stood. */
async function edit(file: string, from: string, to: string): Promise<number> {
  const text = await readFile(join(root, file), "utf8");
  const at = text.indexOf(from);
  if (at === -1) throw new Error(`${file} has no ${from}`);
  await writeFile(join(root, file), text.replace(from, to));
  return text.slice(0, at).split("\n").length;
}

async function listFaults(): Promise<string[]> {
  try {
    await readContent(root);
  } catch (error) {
    if (error instanceof ContentError) return error.message.split("\n").slice(1);
    throw error;
  }
  return [];
}

describe("readContent", () => {
  it("reads problem, rubric and calibration answers, and names their versions by hash", async () => {
    const [content, ...others] = await readContent(root);
    expect(others).toEqual([]);
    expect(content?.problem.head.title).toBe(
      "Design a production RAG assistant for customer support",
    );
    expect(content?.problem.statementMarkdown).toMatch(/^Tidewell sells/);
    expect(content?.rubric.criteria).toHaveLength(28);
    expect(content?.calibration.map(({ name, head }) => [name, head.band])).toEqual([
      ["middling", "middling"],
      ["strong", "strong"],
      ["strong-different", "strong"],
      ["weak", "weak"],
    ]);
    expect(content?.rubricHash).toBe(canonicalHash(content?.rubric));
    expect(content?.problemHash).toBe(canonicalHash(content?.problem));
  });

  it("keeps the hash when only comments and order change, and changes it with a word", async () => {
    const [before] = await readContent(root);
    await edit(RUBRIC, "# How answers", "# A comment.\n# How answers");
    await edit(
      RUBRIC,
      "bars: { mid: 42, senior: 62, staff: 80 }",
      "bars: { staff: 80, senior: 62, mid: 42 }",
    );
    const [same] = await readContent(root);
    expect(same?.rubricHash).toBe(before?.rubricHash);
    await edit(RUBRIC, "mid: 42", "mid: 43");
    const [other] = await readContent(root);
    expect(other?.rubricHash).not.toBe(before?.rubricHash);
    expect(other?.problemHash).toBe(before?.problemHash);
  });

  it("names every fault of all files at once, by file, line and field", async () => {
    const share = await edit(PROBLEM, "  scenario: 0.15", "  scenario: 0.25");
    const related = await edit(PROBLEM, "related: []", "related: [no-such, rag-customer-support]");
    const weight = await edit(RUBRIC, "    weight: 2", "    weight: heavy");
    const band = await edit(ANSWER, "band: weak", "band: feeble");
    const heading = await edit(ANSWER, "## Evaluation", "## Testing");
    const faults = await listFaults();
    expect(faults).toHaveLength(5);
    expect(faults[0]).toContain('answers/weak.md: missing heading: "## Evaluation"');
    expect(faults[1]).toContain(`${ANSWER}:${band}: band: Invalid option`);
    expect(faults[2]).toContain(`${ANSWER}:${heading}: unknown heading "## Testing"`);
    expect(faults[3]).toBe(`${PROBLEM}:${share - 1}: shares: must sum to 1, not 1.100`);
    expect(faults[4]).toContain(`${RUBRIC}:${weight}: criteria[0].weight: Invalid input`);
    expect(related).toBeGreaterThan(0);
  });

  it("wants related problems to exist and to be others", async () => {
    const line = await edit(PROBLEM, "related: []", `related: [no-such, ${SLUG}]`);
    expect(await listFaults()).toEqual([
      `${PROBLEM}:${line}: related[0]: no problem is called "no-such"`,
      `${PROBLEM}:${line}: related[1]: is this problem itself`,
    ]);
  });

  it("wants one verdict for each criterion, and partial only where it is defined", async () => {
    const line = await edit(ANSWER, "user-outcome: not_met", "user-outcomes: not_met");
    const partial = await edit(ANSWER, "latency-target: not_met", "latency-target: partial");
    const expected = (await readFile(join(root, ANSWER), "utf8")).split("\n").indexOf("expected:");
    expect(await listFaults()).toEqual([
      `${ANSWER}:${expected + 1}: expected.user-outcome: no verdict for this criterion`,
      `${ANSWER}:${line}: expected.user-outcomes: the rubric has no criterion of this name`,
      `${ANSWER}:${partial}: expected.latency-target: partial, but the criterion has no partial anchor`,
    ]);
  });

  it("finds references inside a rubric that lead nowhere", async () => {
    const line = await edit(
      RUBRIC,
      "whenNoneMet: [grounded-abstain, handoff]",
      "whenNoneMet: [none]",
    );
    expect(await listFaults()).toEqual([
      `${RUBRIC}:${line}: caps[2].whenNoneMet: no criterion is called "none"`,
    ]);
  });

  it("wants a rubric to belong to the problem of its name", async () => {
    const line = await edit(RUBRIC, `problem: ${SLUG}`, "problem: another");
    await writeFile(join(root, "rubrics/stray.yaml"), "problem: stray\n");
    expect(await listFaults()).toEqual([
      `${RUBRIC}:${line}: problem: must be "${SLUG}", the name of the file`,
      "rubrics/stray.yaml: no folder problems/stray/: a rubric is called <slug of its problem>.yaml",
    ]);
  });

  it.each([
    PROBLEM,
    RUBRIC,
    `problems/${SLUG}/solution.md`,
    `problems/${SLUG}/answers/weak.excalidraw`,
  ])("says that %s is missing", async (file) => {
    await rename(join(root, file), join(root, "elsewhere"));
    expect(await listFaults()).toEqual([`${file}: is missing`]);
  });

  it("wants a head, a statement and drawings that are Excalidraw files", async () => {
    await writeFile(join(root, PROBLEM), "Only a statement.\n");
    await writeFile(join(root, `problems/${SLUG}/solution.excalidraw`), "{");
    await writeFile(join(root, `problems/${SLUG}/answers/weak.excalidraw`), '{"type":"other"}');
    const faults = await listFaults();
    expect(faults).toHaveLength(3);
    expect(faults[0]).toContain('weak.excalidraw: not an Excalidraw file: needs type "excalidraw"');
    expect(faults[1]).toBe(`${PROBLEM}:1: no YAML head between two lines ---`);
    expect(faults[2]).toContain("solution.excalidraw: not JSON: ");
  });
});
