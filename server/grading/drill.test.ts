import { describe, expect, it } from "vitest";
import { ANSWERS, RUBRIC, gradeInput } from "../../test/support/grading-fixture";
import { judgeThat, kindOf, say } from "../../test/support/judge-double";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { gradeSchema } from "#domain/grading/grade.schema";
import { gradeAnswer } from "./grade-answer";
import type { GradeInput } from "./grade-input";

const signal = new AbortController().signal;

/** What is drilled has its own section's text, and nothing else. */
function drill(only: string[], changes: Partial<GradeInput> = {}): GradeInput {
  const answers = { ...EMPTY_ANSWERS, latency_cost: ANSWERS.latency_cost };
  return gradeInput({ only, answers, scene: { elements: [], files: {} }, ...changes });
}

describe("a drill", () => {
  it("asks its criteria and the canaries, and scores by those criteria alone", async () => {
    const judge = judgeThat((id) => (id === "caching" ? say("not_met") : undefined));
    const grade = await gradeAnswer(drill(["budget", "caching"]), judge, { signal });
    expect(() => gradeSchema.parse(grade)).not.toThrow();
    const asked = judge.requests.flatMap(({ questions }) => questions.map(({ id }) => id));
    // The canary that expects a sentence of a section has none to ask for there.
    expect([...new Set(asked)].sort()).toEqual(["budget", "caching", "reactor"]);
    expect(grade.criteria.map(({ id, weight }) => [id, weight])).toEqual([
      ["budget", 1],
      ["caching", 1],
    ]);
    // The evaluation is not there: a cap and a misconception of the whole rubric would show.
    expect(grade).toMatchObject({ total: 50, uncappedTotal: 50, caps: [], misconceptions: [] });
  });

  it("fails with its canary", async () => {
    const liar = judgeThat((id) =>
      id === "reactor"
        ? {
            verdict: "met",
            evidence: [{ source: "latency_cost", quote: "Result pages are cached for sixty" }],
          }
        : undefined,
    );
    const work = gradeAnswer(drill(["budget"]), liar, { signal });
    expect(await kindOf(work)).toBe("canary_failed");
  });

  it("takes forty honest words, and asks nobody about none", async () => {
    const text =
      "Of the three hundred milliseconds the gateway gets forty and retrieval ninety at the 95th percentile. Reranking gets one hundred and twenty, dropped when its share is all used up. Whatever is left pays for the network on both ends.";
    expect(text.split(" ")).toHaveLength(40);
    const judge = judgeThat(() => say("not_met"));
    const answers = { ...EMPTY_ANSWERS, latency_cost: text };
    const honest = await gradeAnswer(drill(["budget"], { answers }), judge, { signal });
    expect(honest.criteria[0]?.decidedBy).toBe("judge");
    expect(judge.requests.length).toBeGreaterThan(0);

    const idle = judgeThat(() => undefined);
    const empty = await gradeAnswer(drill(["budget"], { answers: EMPTY_ANSWERS }), idle, {
      signal,
    });
    expect(idle.requests).toHaveLength(0);
    expect(empty.criteria[0]).toMatchObject({ verdict: "not_met", decidedBy: "gate" });
  });

  it("takes no words of the rubric for one's own, those of other criteria neither", async () => {
    const other = RUBRIC.criteria.find(({ id }) => id === "read-path")?.pass ?? "";
    const answers = { ...EMPTY_ANSWERS, latency_cost: `${other} ${other}` };
    const judge = judgeThat(() => undefined);
    const grade = await gradeAnswer(drill(["budget"], { answers }), judge, { signal });
    expect(judge.requests).toHaveLength(0);
    expect(grade.criteria[0]?.decidedBy).toBe("gate");
  });

  it("may end in “couldn't tell”, which is no fault of one criterion", async () => {
    const judge = judgeThat(() => ({
      verdict: "cannot_assess",
      evidence: [{ source: "latency_cost", quote: "Of 300 ms we spend 40 on the gateway" }],
    }));
    const grade = await gradeAnswer(drill(["budget"]), judge, { signal });
    expect(grade.criteria[0]?.verdict).toBe("cannot_assess");
    const whole = gradeAnswer(gradeInput(), judge, { signal });
    expect(await kindOf(whole)).not.toBe("no error");
  });

  it("is estimated where the judge knows its criteria, however little it knows of the rest", async () => {
    const knowing = (ids: string[]) =>
      judgeThat(() => undefined, {
        isEstimate: true,
        isDeterministic: true,
        covers: () => new Set(ids),
      });
    const known = await gradeAnswer(drill(["budget"]), knowing(["budget"]), { signal });
    expect(known.criteria[0]?.verdict).toBe("met");
    const unknown = gradeAnswer(drill(["budget"]), knowing(["caching", "load"]), { signal });
    expect(await kindOf(unknown)).toBe("not_estimated");
  });
});
