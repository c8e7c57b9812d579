import { describe, expect, it, onTestFinished } from "vitest";
import { gradeAnswer } from "#server/grading/grade-answer";
import { JudgeError } from "#server/grading/judge";
import { rescore } from "#server/grading/rescore";
import { createOpenAiJudge } from "#server/judges/openai/openai-judge";
import { startFakeHome } from "../../support/fake-home/start-fake-home";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { CANARIES, EVIDENCE, RUBRIC, goodAnswers, gradeInput } from "../../support/grading-fixture";
import type { FakeAnswer } from "../../support/fake-model/character";
import type { FakeHome } from "../../support/fake-home/start-fake-home";
import type { Grade } from "#domain/grading/grade.schema";
import type { GradeInput } from "#server/grading/grade-input";

/** What the prompt says where criteria are asked about again. */
const SECOND_LOOK = "Look at these with fresh eyes.";
const NOT_MET: FakeAnswer = { verdict: "not_met", evidence: [] };

type Outcome = { home: FakeHome; grade: Grade | null; error: JudgeError | null };

/** Weights of the fixture are 4 each, but 6 of `read-path` and 5 of `offline-eval`: 43 in all. */
async function gradeWithout(
  without: string[] | ((asked: string) => boolean),
  answers: Record<string, FakeAnswer> = goodAnswers(),
  changes: Partial<GradeInput> = {},
): Promise<Outcome> {
  const model = await startFakeModel({
    character: { kind: "scripted", answers },
    canaries: CANARIES,
  });
  onTestFinished(() => model.close());
  const home = await startFakeHome({
    home: "llama.cpp",
    repliesOf: model.baseUrl,
    speed: 20_000,
    runsOn: typeof without === "function" ? without : about(...without),
  });
  onTestFinished(() => home.close());
  const judge = createOpenAiJudge({
    baseUrl: home.baseUrl,
    model: "qwen3.5:9b",
    home: "llama.cpp",
    timeoutMs: 20_000,
    maxOutputTokens: 1_000,
    tokenLimitParameter: "max_completion_tokens",
    schemaMode: "auto",
  });
  try {
    const signal = new AbortController().signal;
    return { home, grade: await gradeAnswer(gradeInput(changes), judge, { signal }), error: null };
  } catch (error) {
    if (error instanceof JudgeError) return { home, grade: null, error };
    throw error;
  }
}

function about(...ids: string[]): (asked: string) => boolean {
  return (asked) => ids.some((id) => asked.includes(`"${id}"`));
}

function criterionOf(grade: Grade | null, id: string) {
  return grade?.criteria.find((criterion) => criterion.id === id);
}

describe("a criterion that a model at home gives no usable reply about", () => {
  it("is left without a verdict and for a person, and the grade comes without it", async () => {
    const { grade, home } = await gradeWithout(["load"]);
    expect(criterionOf(grade, "load")).toMatchObject({
      verdict: "cannot_assess",
      reasoning: "The model gave no usable reply about this, so it has no verdict.",
      advice: "",
      needsPerson: true,
      excluded: null,
    });
    expect(grade).toMatchObject({ total: 100, needsPerson: true });
    expect(grade?.sections.find(({ section }) => section === "scenario")).toMatchObject({
      points: 4,
      possible: 4,
    });
    expect(grade?.flags).toMatchObject([
      { kind: "no_reply", message: expect.stringMatching(/^For 9% of the weight/) as string },
    ]);
    expect(grade?.calls).toHaveLength(home.calls.length);
  });

  it("counts as what a person says of it", async () => {
    const { grade } = await gradeWithout(["load"]);
    const totalWith = (verdict: "met" | "not_met"): number | undefined =>
      grade?.criteria &&
      rescore(grade.criteria, new Map([["load", verdict]]), RUBRIC, "product").total;
    expect(totalWith("met")).toBe(100);
    expect(totalWith("not_met")).toBe(90.7);
  });

  it("leaves no number above a fifth of the weight", async () => {
    // 8 of 43 are 18.6 %, 11 are 25.6 %.
    expect((await gradeWithout(["load", "caching"])).grade?.total).toBe(100);
    const { error } = await gradeWithout(["read-path", "offline-eval"]);
    expect(error).toMatchObject({ kind: "left_open", retryable: false });
    expect(error?.message).toBe("the model gave no usable reply about 26% of the weight");
  });

  it("leaves no number where it decides a cap that would lower the total", async () => {
    const decides = goodAnswers<FakeAnswer>({ "offline-eval": NOT_MET });
    const { error } = await gradeWithout(["online-eval"], decides);
    expect(error).toMatchObject({ kind: "left_open", retryable: false });
    expect(error?.message).toMatch(/decides the cap "no-evaluation"/);
    // Below the cap there is nothing to decide.
    const ids = ["offline-eval", "load", "retrieval", "read-path", "budget"];
    const low = goodAnswers<FakeAnswer>(Object.fromEntries(ids.map((id) => [id, NOT_MET])));
    const { grade } = await gradeWithout(["online-eval"], low);
    expect(grade?.caps).toEqual([]);
    expect(grade?.total).toBeLessThan(55);
  });

  it("is asked about once more where it is asked about alone", async () => {
    const { grade, home } = await gradeWithout(["caching"], goodAnswers(), { mode: "thorough" });
    expect(criterionOf(grade, "caching")?.verdict).toBe("cannot_assess");
    const asked = home.calls.map(({ body }) => body.messages.at(-1)?.content ?? "");
    expect(asked.filter(about("caching"))).toHaveLength(2);
  });

  it("keeps its first verdict where only the second look got none", async () => {
    const evidence = EVIDENCE["budget"] ? [EVIDENCE["budget"]] : [];
    const answers = goodAnswers<FakeAnswer>({ budget: { verdict: "partial", evidence } });
    const isAgain = (asked: string): boolean => asked.includes(SECOND_LOOK);
    const { grade, home } = await gradeWithout(isAgain, answers);
    expect(
      home.calls.filter(({ body }) => isAgain(body.messages.at(-1)?.content ?? "")),
    ).not.toEqual([]);
    expect(criterionOf(grade, "budget")).toMatchObject({
      verdict: "partial",
      notes: ["Asked again: the model gave no usable reply."],
    });
    expect(grade?.flags).toEqual([]);
  });

  it("is for a person where a second look was to settle what named no place", async () => {
    const unclear: FakeAnswer = { verdict: "cannot_assess", evidence: [] };
    const isAgain = (asked: string): boolean => asked.includes(SECOND_LOOK);
    const { grade } = await gradeWithout(isAgain, goodAnswers<FakeAnswer>({ load: unclear }));
    expect(criterionOf(grade, "load")).toMatchObject({
      verdict: "cannot_assess",
      needsPerson: true,
    });
    expect(grade?.flags).toMatchObject([{ kind: "no_reply" }]);
  });

  it("never passes a control question without an answer", async () => {
    const { error } = await gradeWithout(["reactor"]);
    expect(error).toMatchObject({ kind: "truncated" });
  });
});
