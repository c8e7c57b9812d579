import { beforeAll, describe, expect, it } from "vitest";
import { readFrozen } from "../support/frozen-content";
import { parseScene } from "#domain/diagram/parse-scene";
import { gradeAnswer } from "#server/grading/grade-answer";
import type { Grade } from "#domain/grading/grade.schema";
import { createOfflineJudge } from "#server/judges/offline/offline-judge";
import { rubricFor } from "#domain/rubrics/rubric.schema";
import { BRUSHED_OFF, HANDLINGS } from "./curveball.fixture";
import type { ContentFile } from "#server/content/read-content";
import { toGradedProblem } from "#server/grading/grade-input";
import type { Rubric } from "#domain/rubrics/rubric.schema";

const contents = await readFrozen();

type Answer = ContentFile["calibration"][number];

function listStrong(content: ContentFile): Answer[] {
  return content.calibration.filter(({ head }) => head.band === "strong");
}

function grade(content: ContentFile, rubric: Rubric, answer: Answer, added = ""): Promise<Grade> {
  const { problem } = content;
  const { answers, scene } = answer;
  return gradeAnswer(
    {
      problem: toGradedProblem(problem),
      rubric,
      rubricHash: content.rubricHash,
      scene: parseScene(scene).scene,
      answers: { ...answers, architecture: `${answers.architecture}\n\n${added}` },
      told: [{ question: "(changed)", answer: problem.head.curveball.text }],
      mode: "standard",
      level: "senior",
      lens: "product",
    },
    createOfflineJudge(),
    { signal: new AbortController().signal, now: () => new Date(0) },
  );
}

it("every problem has a criterion for its curveball, and every criterion a handling here", () => {
  for (const { slug, rubric } of contents) {
    const ids = (rubric.curveball ?? []).map(({ id }) => id);
    expect(ids.length, slug).toBeGreaterThan(0);
    expect(Object.keys(HANDLINGS[slug] ?? {}), slug).toEqual(ids);
  }
});

describe.each(contents)("the curveball of $slug", (content) => {
  const { rubric, problem } = content;
  const whole = rubricFor(rubric, { metCurveball: true });
  const asked = rubric.curveball ?? [];
  const handlings = HANDLINGS[content.slug] ?? {};
  const [strong, ...others] = listStrong(content);
  if (!strong) throw new Error("no strong answer");

  let plain: Grade;
  let ignored: Grade;
  beforeAll(async () => {
    plain = await grade(content, rubricFor(rubric, { metCurveball: false }), strong);
    ignored = await grade(content, whole, strong);
  });

  /** Verdicts on what handles the curveball, by id. */
  function readVerdicts({ criteria }: Grade): Record<string, string> {
    return Object.fromEntries(
      criteria
        .filter(({ id }) => asked.some((criterion) => criterion.id === id))
        .map(({ id, verdict }) => [id, verdict]),
    );
  }
  const judge = async (added: string): Promise<Record<string, string>> =>
    readVerdicts(await grade(content, whole, strong, added));
  const none = Object.fromEntries(asked.map(({ id }) => [id, "not_met"]));

  it("is asked of nobody who did not meet it", () => {
    expect(rubricFor(rubric, { metCurveball: false })).toBe(rubric);
    const ids = plain.criteria.map(({ id }) => id);
    for (const { id } of asked) expect(ids).not.toContain(id);
  });

  it("is handled by no good answer to the problem as it was, whatever notice it takes", async () => {
    expect(readVerdicts(ignored)).toEqual(none);
    for (const answer of others)
      expect(readVerdicts(await grade(content, whole, answer))).toEqual(none);
    expect(await judge(BRUSHED_OFF)).toEqual(none);
    expect(Object.values(await judge(problem.head.curveball.text))).not.toContain("met");
  });

  it.each(asked.map((criterion) => [criterion.id, criterion] as const))(
    "is handled by what passes %s, and not by what fails it",
    async (id, criterion) => {
      expect((await judge(criterion.fail))[id]).toBe("not_met");
      // In other words than the rubric's own: those would count as copied.
      expect((await judge(handlings[id] ?? ""))[id]).toBe("met");
    },
  );

  it("weighs in the total of those who met it, and in no other", async () => {
    const handled = await grade(content, whole, strong, Object.values(handlings).join("\n\n"));
    expect(handled.total).toBeGreaterThan(ignored.total);
    expect(ignored.total).toBeLessThan(plain.total);
  });
});
