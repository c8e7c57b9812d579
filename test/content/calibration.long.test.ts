import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parseAnswerFile } from "#server/content/answer-file";
import { readFrozen } from "../support/frozen-content";
import { parseScene } from "#domain/diagram/parse-scene";
import { gradeAnswer } from "#server/grading/grade-answer";
import { createOfflineJudge } from "#server/judges/offline/offline-judge";
import { scoreBy } from "#server/grading/score-by";
import { LENSES } from "#domain/problems/scale";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Band } from "#domain/problems/calibration.schema";
import type { ContentFile } from "#server/content/read-content";
import { toGradedProblem } from "#server/grading/grade-input";
import type { Grade } from "#domain/grading/grade.schema";
import type { Lens } from "#domain/problems/scale";

const FIXTURES = "test/fixtures/answers";
/** Points that lie between neighbouring bands at least. */
const BAND_GAP = 25;
/** Another good way is worth as much: good answers to one problem lie this near to each other. */
const STRONG_SPREAD = 10;
/** A good answer to another problem stays below this. */
const FAIL_BELOW = 35;
const contents = await readFrozen();

function grade(content: ContentFile, answers: Answers, scene: unknown, lens: Lens): Promise<Grade> {
  return gradeAnswer(
    {
      problem: toGradedProblem(content.problem),
      rubric: content.rubric,
      rubricHash: content.rubricHash,
      answers,
      scene: parseScene(scene).scene,
      mode: "standard",
      level: "senior",
      lens,
    },
    createOfflineJudge(),
    { signal: new AbortController().signal },
  );
}

type CalibrationAnswer = ContentFile["calibration"][number];
const graded = new Map<CalibrationAnswer, Promise<Grade>>();

/** Grades each answer once: a lens changes weights, not verdicts. */
function gradeCalibration(content: ContentFile, answer: CalibrationAnswer): Promise<Grade> {
  const known = graded.get(answer) ?? grade(content, answer.answers, answer.scene, "product");
  graded.set(answer, known);
  return known;
}

describe.each(contents)("the rubric of $slug with the offline judge", (content) => {
  it.each(LENSES)("puts the bands in order, well apart, through the %s lens", async (lens) => {
    const totals: Record<Band, number[]> = { strong: [], good: [], middling: [], weak: [] };
    for (const answer of content.calibration) {
      const { criteria } = await gradeCalibration(content, answer);
      const verdicts = new Map(criteria.map(({ id, verdict }) => [id, verdict]));
      totals[answer.head.band].push(scoreBy(content.rubric, verdicts, lens).total);
    }
    const lowest = (band: Band): number => Math.min(...totals[band]);
    const highest = (band: Band): number => Math.max(...totals[band]);
    for (const band of ["strong", "middling", "weak"] as const)
      expect(totals[band].length).toBeGreaterThan(0);
    expect(totals.strong.length).toBeGreaterThanOrEqual(2);
    expect(lowest("strong")).toBeGreaterThanOrEqual(80);
    expect(highest("strong") - lowest("strong")).toBeLessThanOrEqual(STRONG_SPREAD);
    expect(lowest("strong") - highest("middling")).toBeGreaterThanOrEqual(BAND_GAP);
    expect(lowest("middling") - highest("weak")).toBeGreaterThanOrEqual(BAND_GAP);
    expect(highest("weak")).toBeLessThanOrEqual(20);
  });

  it("agrees with the people who labelled the answers on 95 verdicts in 100", async () => {
    const misses: string[] = [];
    let labels = 0;
    for (const answer of content.calibration) {
      const { name, head } = answer;
      const { criteria } = await gradeCalibration(content, answer);
      for (const { id, verdict } of criteria) {
        labels += 1;
        const accepted = [head.expected[id]].flat();
        if (!accepted.some((label) => label === verdict)) misses.push(`${name}: ${id} ${verdict}`);
      }
    }
    expect(misses.length / labels, misses.join("\n")).toBeLessThanOrEqual(0.05);
  });
});

/** The problems that name this one as related or are named by it: what could be mistaken for it. */
function listNeighbours({ slug, problem }: ContentFile): ContentFile[] {
  return contents.filter(
    (other) =>
      problem.head.related.includes(other.slug) || other.problem.head.related.includes(slug),
  );
}

describe.each(contents)("the rubric of $slug", (content) => {
  // Those to all others are graded by `npm run evals -- --set metamorphic --relation wrong_problem`.
  it("fails the strong answers to the problems nearest to it", async () => {
    const neighbours = listNeighbours(content);
    expect(neighbours.length).toBeGreaterThan(0);
    const passed: string[] = [];
    for (const { slug, calibration } of neighbours) {
      for (const { name, head, answers, scene } of calibration) {
        if (head.band !== "strong") continue;
        const { total } = await grade(content, answers, scene, "product");
        if (total >= FAIL_BELOW) passed.push(`${slug}/${name}: ${total}`);
      }
    }
    expect(passed).toEqual([]);
  });
});

describe("the rubric of the support assistant", () => {
  const content = contents.find(({ slug }) => slug === "rag-customer-support");

  it.each(LENSES)("fails a good answer to another problem through the %s lens", async (lens) => {
    if (!content) throw new Error("the problem is missing");
    const { answers } = parseAnswerFile(await readFile(`${FIXTURES}/code-completion.md`, "utf8"));
    const scene: unknown = JSON.parse(
      await readFile(`${FIXTURES}/code-completion.excalidraw`, "utf8"),
    );
    const { total } = await grade(content, answers, scene, lens);
    expect(total).toBeLessThan(FAIL_BELOW);
  });

  it("gives an empty answer nothing", async () => {
    if (!content) throw new Error("the problem is missing");
    const { answers } = parseAnswerFile(await readFile(`${FIXTURES}/empty.md`, "utf8"));
    const { total, flags } = await grade(content, answers, { elements: [] }, "product");
    expect(total).toBe(0);
    expect(flags.map(({ kind }) => kind)).toContain("gated");
  });
});
