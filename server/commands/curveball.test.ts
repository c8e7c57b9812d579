import { describe, expect, it, vi } from "vitest";
import { readContent } from "../content/read-content";
import { parseScene } from "../diagram/scene.schema";
import { gradeAnswer } from "../grading/grade-answer";
import type { Grade } from "../grading/grade.schema";
import { createOfflineJudge } from "../judges/offline/offline-judge";
import { rubricFor } from "../rubrics/rubric.schema";
import type { ContentFile } from "../content/read-content";
import type { Rubric } from "../rubrics/rubric.schema";

vi.setConfig({ testTimeout: 60_000 });
const contents = (await readContent(".")).filter(({ rubric }) => rubric.curveball);

function grade(content: ContentFile, rubric: Rubric, added: string): Promise<Grade> {
  const strong = content.calibration.find(({ head }) => head.band === "strong");
  if (!strong) throw new Error("no strong answer");
  const { head, statementMarkdown } = content.problem;
  const { answers, scene } = strong;
  return gradeAnswer(
    {
      problem: { ...head, statementMarkdown },
      ...{ rubric, rubricHash: content.rubricHash, scene: parseScene(scene).scene },
      answers: { ...answers, architecture: `${answers.architecture}\n\n${added}` },
      told: [{ question: "(changed)", answer: head.curveball.text }],
      ...{ mode: "standard", level: "senior", lens: "product" },
    },
    createOfflineJudge(),
    { signal: new AbortController().signal, now: () => new Date(0) },
  );
}

it("has the four gold problems", () => {
  const slugs = contents.map(({ slug }) => slug);
  for (const slug of ["rag-customer-support", "llm-inference-serving", "recommendation-feed"])
    expect(slugs).toContain(slug);
  expect(slugs).toContain("agent-platform-mcp");
});

describe.each(contents)("the curveball of $slug", (content) => {
  const { rubric, problem } = content;
  const whole = rubricFor(rubric, { metCurveball: true });
  const asked = rubric.curveball ?? [];

  it("is asked of nobody who did not meet it", async () => {
    const plain = rubricFor(rubric, { metCurveball: false });
    expect(plain).toBe(rubric);
    const ids = (await grade(content, plain, "")).criteria.map(({ id }) => id);
    for (const { id } of asked) expect(ids).not.toContain(id);
  });

  it.each(asked.map((criterion) => [criterion.id, criterion] as const))(
    "is handled by what passes %s, and not by what fails it",
    async (id, criterion) => {
      const verdictOf = async (added: string) =>
        (await grade(content, whole, added)).criteria.find((one) => one.id === id)?.verdict;
      // In other words than the rubric's own: those would count as copied.
      expect(await verdictOf("")).toBe("not_met");
      expect(await verdictOf(criterion.fail)).toBe("not_met");
      expect(await verdictOf(problem.head.curveball.text)).not.toBe("met");
      expect(await verdictOf(PARAPHRASES[content.slug] ?? "")).toBe("met");
    },
  );

  it("weighs in the total of those who met it, and in no other", async () => {
    const said = PARAPHRASES[content.slug] ?? "";
    const handled = await grade(content, whole, said);
    const ignored = await grade(content, whole, "");
    expect(handled.total).toBeGreaterThan(ignored.total);
    expect(ignored.total).toBeLessThan((await grade(content, rubric, "")).total);
  });
});

/** Answers in a candidate's own words, by problem. */
const PARAPHRASES: Record<string, string> = {
  "rag-customer-support":
    "Because of the ruling, anything about tariffs or notice periods there never reaches free text: a classifier up front picks it out, and the customer gets a verbatim sentence that legal signed, or a human agent.",
  "llm-inference-serving":
    "The customs documents come by day now. 252k of them in three hours is 23/s; at our load that needs 8 more replicas, so 16 GPUs that used to be idle until night.",
  "recommendation-feed":
    "Whoever opts out of profiling is fed from popular, nearby and newest items only, and the one ranker gets masked member features for them.",
  "agent-platform-mcp":
    "Within the hour: every payment to that carrier is put on hold by a gateway rule, and we disable write access of the portal server.",
};
