import { describe, expect, it } from "vitest";
import { DEBRIEF_PROMPT_VERSION } from "#domain/grading/prompt-version";
import { gradeSchema } from "#domain/grading/grade.schema";
import type { Grade, JudgeCall } from "#domain/grading/grade.schema";
import type { Debrief } from "#domain/grading/debrief.schema";
import type { DebriefCharacter } from "../../support/fake-model/debrief-like";
import type { GradingProgress } from "#server/grading/progress";
import { EVIDENCE, RUBRIC } from "../../support/grading-fixture";
import { startJudging } from "./world";
import type { JudgingWorld } from "./world";

const ALL_MET = Object.fromEntries(RUBRIC.criteria.map(({ id }) => [id, "met" as const]));
const PERFECT = { kind: "perfect", expected: ALL_MET } as const;
const WANTED = { debrief: {} };

async function gradeWith(debrief: DebriefCharacter, wanted = WANTED) {
  const world = await startJudging(PERFECT, { debrief });
  const { grade, error } = await world.grade({}, undefined, wanted);
  if (grade === null) throw error;
  expect(() => gradeSchema.parse(grade)).not.toThrow();
  return { world, grade };
}

/** All but what a debrief adds. */
function withoutDebrief({
  debrief,
  calls,
  usage,
  costUsd,
  promptHash,
  durationMs,
  ...rest
}: Grade) {
  return rest;
}

function madeOf(debrief: Debrief | undefined) {
  if (debrief?.status !== "made") throw new Error(`no debrief: ${JSON.stringify(debrief)}`);
  return debrief;
}

async function plainGrade(world: JudgingWorld): Promise<Grade> {
  const { grade, error } = await world.grade();
  if (grade === null) throw error;
  return grade;
}

describe("a debrief", () => {
  it("is made beside the verdicts, doubted, and on the bill", async () => {
    const { world, grade } = await gradeWith({ points: 4, sinking: 1 });
    const debrief = madeOf(grade.debrief);
    expect(debrief.points.map(({ danger, sceptic }) => [danger, sceptic])).toEqual([
      ["sinks", "stands"],
      ["weakens", "stands"],
      ["weakens", "stands"],
      ["weakens", "stands"],
    ]);
    expect(debrief).toMatchObject({
      promptVersion: DEBRIEF_PROMPT_VERSION,
      requestedModel: "fake-model",
      dropped: [],
    });
    expect(world.model.readings.map(({ kind }) => kind)).toEqual(["debrief", "sceptic"]);
    const billed = grade.calls.filter(({ criterionIds }) => criterionIds.length === 0);
    expect(billed.map(({ purpose }) => purpose)).toEqual(["debrief", "sceptic"]);
    expect(grade.calls.map(({ index }) => index)).toEqual(grade.calls.map((_, i) => i));
    const tokens = (calls: JudgeCall[]) =>
      calls.reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0), 0);
    expect(grade.usage?.inputTokens).toBe(tokens(grade.calls));
  });

  it("changes nothing of the grade, whatever it says", async () => {
    const world = await startJudging(PERFECT);
    const plain = withoutDebrief(await plainGrade(world));
    const said: DebriefCharacter[] = [
      { points: 6, sinking: 6 },
      { points: 6, sinking: 3, doubts: "doubts" },
      { points: 2, doubts: "refuted" },
      { points: 0 },
      { fails: { debrief: { kind: "malformed" } } },
    ];
    for (const debrief of said) {
      world.model.setDebrief(debrief);
      const { grade } = await world.grade({}, undefined, WANTED);
      expect(grade?.debrief).toBeDefined();
      expect(grade && withoutDebrief(grade)).toEqual(plain);
    }
  });

  it("loses a degree where it is doubted, and a point that is refuted", async () => {
    const doubted = madeOf(
      (await gradeWith({ points: 2, sinking: 1, doubts: "doubts" })).grade.debrief,
    );
    expect(doubted.points.map(({ danger }) => danger)).toEqual(["weakens", "polish"]);
    expect(doubted.points.every(({ sceptic }) => sceptic === "doubted")).toBe(true);
    expect(doubted.sinks).toBe("");
    const refuted = madeOf(
      (await gradeWith({ points: 2, sinking: 1, doubts: "refuted" })).grade.debrief,
    );
    expect(refuted).toMatchObject({ points: [], sinks: "" });
    expect(refuted.dropped).toHaveLength(2);
  });

  it("asks no sceptic where there is no point", async () => {
    const { world, grade } = await gradeWith({ points: 0 });
    expect(madeOf(grade.debrief)).toMatchObject({ points: [], sinks: "" });
    expect(world.model.readings).toHaveLength(1);
  });

  it("is for whole interviews that are read, where it is wanted", async () => {
    const world = await startJudging(PERFECT);
    expect((await world.grade()).grade).not.toHaveProperty("debrief");
    const drill = await world.grade({ only: ["load"] }, undefined, WANTED);
    expect(drill.grade).not.toHaveProperty("debrief");
    expect(world.model.readings).toEqual([]);
  });

  it("comes back to a verdict where its points may follow, and holds the level", async () => {
    const quoted = EVIDENCE["caching"];
    if (!quoted) throw new Error("the fixture has no caching");
    const met = { verdict: "met" as const, evidence: [quoted] };
    const gone = { verdict: "not_met" as const, evidence: [] };
    // Met when first asked; by both readings with and without the points not.
    const answers = { caching: [met, gone] };
    const debrief = { points: 2, sinking: 1, criteria: ["caching"] };
    for (const mayFollow of [true, false]) {
      const world = await startJudging({ kind: "fickle", answers }, { debrief });
      const { grade, error } = await world.grade({}, undefined, { debrief: { mayFollow } });
      if (grade === null) throw error;
      expect(() => gradeSchema.parse(grade)).not.toThrow();
      const caching = grade.criteria.find(({ id }) => id === "caching");
      const again = grade.calls.filter(({ purpose }) => purpose === "reask");
      expect(caching?.verdict).toBe(mayFollow ? "not_met" : "met");
      expect(again.map(({ criterionIds }) => criterionIds)).toEqual(
        mayFollow ? [["caching"], ["caching"]] : [],
      );
      expect(grade.heldBy).toEqual(mayFollow ? ["p1"] : undefined);
      expect(caching?.lowered?.without).toEqual(
        mayFollow ? expect.objectContaining({ verdict: "met", confidence: 1 }) : undefined,
      );
    }
  });

  it("has a hash of its own, and the same for every answer", async () => {
    const world = await startJudging(PERFECT);
    const plain = await plainGrade(world);
    const one = await world.grade({}, undefined, WANTED);
    const told = [{ question: "How many?", answer: "Nine languages." }];
    const other = await world.grade({ told }, undefined, WANTED);
    expect(one.grade?.promptHash).not.toBe(plain.promptHash);
    expect(other.grade?.promptHash).toBe(one.grade?.promptHash);
  });

  it.each(["debrief", "sceptic"] as const)(
    "leaves the grade alone when its %s fails",
    async (step) => {
      const failures = [
        ["refused", { kind: "refusing" }],
        ["invalid_reply", { kind: "truncated" }],
        ["invalid_reply", { kind: "malformed" }],
        ["failed", { kind: "failing", status: 500 }],
        ["failed", { kind: "rate_limited" }],
        ["failed", { kind: "dropping", afterHeaders: true }],
      ] as const;
      for (const [reason, failing] of failures) {
        const { grade } = await gradeWith({ points: 2, fails: { [step]: failing } });
        expect(grade.debrief).toEqual({ status: "left_out", reason });
        expect(grade.total).toBe(100);
      }
    },
  );

  it.each(["debrief", "sceptic"] as const)("isn't waited for when its %s hangs", async (step) => {
    const { grade } = await gradeWith(
      { points: 2, fails: { [step]: { kind: "hanging" } } },
      { debrief: { leastWaitMs: 300 } },
    );
    expect(grade.debrief).toEqual({ status: "left_out", reason: "time" });
    expect(grade.total).toBe(100);
  });

  it("is given up when the grade's own time runs out, and the grade is there", async () => {
    const world = await startJudging(PERFECT, {
      debrief: { points: 1, fails: { sceptic: { kind: "hanging" } } },
    });
    const stop = new AbortController();
    const decided = new Map<string, boolean>();
    const onProgress = ({ section, done, of }: GradingProgress) =>
      decided.set(section, done === of);
    const grading = world.grade({}, stop.signal, { ...WANTED, onProgress });
    await expect.poll(() => world.model.readings.length, { timeout: 10_000 }).toBe(2);
    await expect.poll(() => [...decided.values()].every(Boolean), { timeout: 10_000 }).toBe(true);
    stop.abort();
    const { grade, error } = await grading;
    expect(error ?? grade?.debrief).toMatchObject({ status: "left_out", reason: "time" });
  });

  it("ends with a grading that fails", async () => {
    const world = await startJudging(
      { kind: "failing", status: 500 },
      { debrief: { fails: { debrief: { kind: "hanging" } } } },
    );
    const { error } = await world.grade({}, undefined, WANTED);
    expect(error?.kind).toBe("unavailable");
    await expect.poll(() => world.model.readings.every(({ wasAborted }) => wasAborted)).toBe(true);
  });
});
