import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { checkDraft } from "./check-draft";
import { FROZEN_PATH } from "../../test/support/frozen-content";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { previewDraft } from "./preview-draft";
import type { DraftContent } from "./preview-draft";

const RAG = "rag-customer-support";
let texts: DraftTexts;

beforeAll(async () => {
  const read = (path: string) => readFile(`${FROZEN_PATH}/${path}`, "utf8");
  texts = {
    problem: await read(`problems/${RAG}/problem.md`),
    solution: await read(`problems/${RAG}/solution.md`),
    scene: await read(`problems/${RAG}/solution.excalidraw`),
    rubric: await read(`rubrics/${RAG}.yaml`),
  };
});

function preview(change: Partial<DraftTexts>): DraftContent {
  const changed = { ...texts, ...change };
  return previewDraft(checkDraft(RAG, changed, { slugs: [], answers: [] }), changed);
}

describe("previewDraft", () => {
  it("gives each criterion its share of the points through each lens", () => {
    const { rubric } = preview({});
    const sumOf = (lens: "ai_lab" | "product" | "startup") =>
      rubric?.criteria.reduce((sum, { shares }) => sum + shares[lens], 0);
    for (const lens of ["ai_lab", "product", "startup"] as const)
      expect(sumOf(lens)).toBeCloseTo(1);
    // Weighed twice as much, a criterion has twice the share; the others share what is left.
    const [first] = rubric?.criteria ?? [];
    const weight = /- id: user-outcome[\s\S]*?weight: (\d+)/.exec(texts.rubric)?.[1];
    const heavier = texts.rubric.replace(
      /(- id: user-outcome[\s\S]*?weight: )\d+/,
      `$1${2 * Number(weight)}`,
    );
    const [doubled] = preview({ rubric: heavier }).rubric?.criteria ?? [];
    const share = first?.shares.product ?? 0;
    expect(first?.id).toBe("user-outcome");
    expect(doubled?.shares.product).toBeCloseTo((2 * share) / (1 + share));
  });

  it("keeps the curveball's criteria apart, on top of the rest", () => {
    const { rubric } = preview({});
    expect(rubric?.curveball.length).toBeGreaterThan(0);
    const ids = rubric?.criteria.map(({ id }) => id);
    expect(rubric?.curveball.some(({ id }) => ids?.includes(id))).toBe(false);
  });

  it("shows every file that can be read, whatever is wrong with the others", () => {
    const noDrawing = preview({ scene: "no drawing", solution: "" });
    expect(noDrawing.statement?.head.title).toMatch(/\w/);
    expect(noDrawing.solutionMarkdown).toBe("");
    const noProblem = preview({ problem: "no head" });
    expect(noProblem).toMatchObject({ statement: null, rubric: { bars: {} } });
    expect(noProblem.solutionMarkdown).toContain("##");
    expect(preview({ rubric: "criteria: {" }).rubric).toBeNull();
  });
});
