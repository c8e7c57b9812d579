import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { readContentOf } from "#server/content/read-content";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { readDiagram } from "#domain/diagram/read-diagram";
import { toGradedProblem } from "#server/grading/grade-input";
import { SECTION_IDS } from "#domain/problems/scale";
import { ROOT_DIR } from "../../support/content";
import { FROZEN_DIR } from "../../support/frozen-content";
import { startJudging } from "./world";
import type { ContentFile } from "#server/content/read-content";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { Grade } from "#domain/grading/grade.schema";
import type { FakeAnswer, FakeEvidence } from "../../support/fake-model/character";

/**
 * Twelve answers to four problems with a verdict and evidence for every criterion, written by somebody
 * who saw neither prompts nor code. A model that reads as they did is graded: what the grade then has
 * less or more than the labels is the pipeline's own loss.
 */
const FOLDER = join(ROOT_DIR, "test/fixtures/labelled");

const labelledSchema = z.object({
  problem: z.string(),
  sections: z.record(z.enum(SECTION_IDS), z.string()),
  drawing: z.object({
    nodes: z.array(z.object({ id: z.string(), label: z.string() })),
    edges: z.array(
      z.object({ id: z.string(), from: z.string(), to: z.string(), label: z.string().optional() }),
    ),
  }),
  labels: z.array(
    z.object({
      criterion: z.string(),
      verdict: z.enum(["met", "partial", "not_met"]),
      evidence: z.array(
        z.discriminatedUnion("source", [
          z.object({ source: z.enum(SECTION_IDS), quote: z.string() }),
          z.object({ source: z.literal("diagram"), elements: z.array(z.string()) }),
        ]),
      ),
    }),
  ),
});
type Labelled = z.infer<typeof labelledSchema>;

it.each(readdirSync(FOLDER))("%s: the grade is what its labels come to", async (file) => {
  const labelled = labelledSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
  const content = await readContentOf(FROZEN_DIR, labelled.problem);
  if (!content) throw new Error(`${file} is an answer to no problem here`);
  const grade = await gradeByLabels(labelled, content);
  const verdicts = grade.criteria.map(({ id, verdict }) => ({ criterion: id, verdict }));
  expect(verdicts.sort(byCriterion)).toEqual(
    labelled.labels.map(({ criterion, verdict }) => ({ criterion, verdict })).sort(byCriterion),
  );
  expect(grade.criteria.filter(({ decidedBy }) => decidedBy !== "judge")).toEqual([]);
  expect(grade.flags.map(({ kind }) => kind)).not.toContain("evidence_lost");
});

async function gradeByLabels(labelled: Labelled, content: ContentFile): Promise<Grade> {
  const scene = draw(labelled.drawing);
  const diagram = readDiagram(scene);
  const { grade } = await startJudging(
    { kind: "scripted", answers: answersOf(labelled, content, diagram) },
    { canaries: Object.fromEntries(content.rubric.canaries.map(({ id, expect }) => [id, expect])) },
  );
  const outcome = await grade({
    problem: toGradedProblem(content.problem),
    rubric: content.rubric,
    rubricHash: content.rubricHash,
    answers: { ...labelled.sections },
    scene,
  });
  if (outcome.error) throw outcome.error;
  return outcome.grade;
}

function draw({ nodes, edges }: Labelled["drawing"]): Scene {
  const nameOf = (id: string) => `"${nodes.find((node) => node.id === id)?.label ?? id}"`;
  const lines = [
    ...nodes.map(({ id }) => nameOf(id)),
    ...edges.map(
      ({ from, to, label }) => `${nameOf(from)} -> ${nameOf(to)}${label ? `: "${label}"` : ""}`,
    ),
  ];
  return drawOutline(lines.join("\n"));
}

/** As the labels have it; where a criterion takes words only, the reply's form leaves no room for boxes. */
function answersOf(
  labelled: Labelled,
  { rubric }: ContentFile,
  diagram: Diagram,
): Record<string, FakeAnswer> {
  const takesDrawing = new Set(
    rubric.criteria.filter(({ evidence }) => evidence.includes("diagram")).map(({ id }) => id),
  );
  return Object.fromEntries(
    labelled.labels.map(({ criterion, verdict, evidence }) => {
      const claims = evidence.flatMap((item): FakeEvidence[] => {
        if (item.source !== "diagram") return [item];
        if (!takesDrawing.has(criterion)) return [];
        const ids = item.elements.map((id) => idInDiagram(id, labelled, diagram));
        return [{ source: "diagram", ids }];
      });
      return [criterion, { verdict, evidence: claims }];
    }),
  );
}

/** "N3" of a box, "E2" of an arrow, as the judge is told of it. */
function idInDiagram(id: string, { drawing }: Labelled, diagram: Diagram): string {
  const idOfNode = (node: string) => {
    const label = drawing.nodes.find((one) => one.id === node)?.label;
    return diagram.nodes.find((one) => one.label === label)?.id;
  };
  const arrow = drawing.edges.find((one) => one.id === id);
  const found = arrow
    ? diagram.edges.find(
        ({ from, to }) => from === idOfNode(arrow.from) && to === idOfNode(arrow.to),
      )?.id
    : idOfNode(id);
  if (!found) throw new Error(`the drawing has no ${id}`);
  return found;
}

function byCriterion(one: { criterion: string }, other: { criterion: string }): number {
  return one.criterion < other.criterion ? -1 : 1;
}
