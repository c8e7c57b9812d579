import { describe, expect, it } from "vitest";
import type { Character, FakeAnswer } from "../../support/fake-model/character";
import type { Asked } from "../../support/fake-model/start-fake-model";
import type { GradingProgress } from "#server/grading/progress";
import { allVerdicts, EVIDENCE, RUBRIC } from "../../support/grading-fixture";
import { CALL_USD, startJudging } from "./world";
import type { JudgingWorld } from "./world";

/** Milliseconds of each verdict: in less, calls made together can look made one after the other. */
const latencyMs = 200;
const PERFECT = { kind: "perfect", expected: allVerdicts("met") } as const;

/** Lets a model begin its debrief when all verdicts of the grading are there. */
function afterVerdicts() {
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const decided = new Map<string, boolean>();
  return {
    hold: (asked: Asked) => (asked === "debrief" ? told : Promise.resolve()),
    onProgress: ({ section, done, of }: GradingProgress) => {
      decided.set(section, done === of);
      if (decided.size === SECTIONS && [...decided.values()].every(Boolean)) tell();
    },
  };
}
const SECTIONS = new Set(RUBRIC.criteria.map(({ section }) => section)).size;

describe("a debrief under the cap of its grading", () => {
  const SINKING = { points: 2, sinking: 1, criteria: ["caching"] };
  /**
   * What the verdicts keep for themselves: five first calls, each asked again twice, and for three of
   * those two readings of what points bear on, twice too.
   */
  const KEPT = 5 + 2 * (5 + 3);

  /** @param calls that the cap has room for, and half of one */
  async function gradeUnder(calls: number, character: Character = PERFECT, scepticCosts = 1) {
    const { hold, onProgress } = afterVerdicts();
    const world = await startJudging(character, {
      debrief: SINKING,
      latencyMs,
      hold,
      spendCapUsdPerGrade: (calls + 0.5) * CALL_USD,
      costsUsd: ({ readings }) => (readings.length === 2 ? scepticCosts : 1) * CALL_USD,
    });
    const { grade, error } = await world.grade({}, undefined, {
      debrief: { mayFollow: true },
      onProgress,
    });
    if (grade === null) throw error;
    const made = world.model.readings.map(({ kind }) => kind);
    const verdictOf = (id: string) => grade.criteria.find((one) => one.id === id)?.verdict;
    return { grade, made, verdictOf };
  }

  it("isn't asked for where it doesn't fit", async () => {
    const { grade, made } = await gradeUnder(KEPT);
    expect(made).toEqual([]);
    expect(grade).toMatchObject({ debrief: { status: "left_out", reason: "money" }, total: 100 });
    expect(grade).not.toHaveProperty("heldBy");
  });

  it("is left out where its sceptic doesn't fit, and is on the bill", async () => {
    const { grade, made } = await gradeUnder(KEPT + 1);
    expect(made).toEqual(["debrief"]);
    expect(grade).toMatchObject({ debrief: { status: "left_out", reason: "money" }, total: 100 });
    expect(grade.calls.map(({ purpose }) => purpose)).toEqual([
      ...Array.from({ length: 5 }, () => "first"),
      "debrief",
    ]);
  });

  it("holds where the readings that follow don't fit, and lowers nothing", async () => {
    const { grade, made, verdictOf } = await gradeUnder(KEPT + 2, PERFECT, 20);
    expect(made).toEqual(["debrief", "sceptic"]);
    expect(grade).toMatchObject({ debrief: { status: "made" }, heldBy: ["p1"], total: 100 });
    expect(verdictOf("caching")).toBe("met");
    expect(grade.calls.filter(({ purpose }) => purpose === "reask")).toEqual([]);
  });

  it("takes no grade with it where doubts that wait for it don't fit any more", async () => {
    const said = (id: string, verdict: FakeAnswer["verdict"]): FakeAnswer => {
      const evidence = EVIDENCE[id];
      return { verdict, evidence: evidence ? [evidence] : [] };
    };
    // Three of these are asked again at once, the last when the debrief is there.
    const open = ["load", "freshness", "retrieval", "reranker"];
    const answers = Object.fromEntries(
      RUBRIC.criteria.map(({ id }) => {
        const met = said(id, "met");
        return [id, open.includes(id) ? [said(id, "cannot_assess"), met] : [met]];
      }),
    );
    // Two calls are made again, and both a third time.
    const { grade, made, verdictOf } = await gradeUnder(
      KEPT + 2 + 4,
      { kind: "fickle", answers },
      20,
    );
    expect(made).toEqual(["debrief", "sceptic"]);
    expect(grade).toMatchObject({ debrief: { status: "made" }, heldBy: ["p1"] });
    expect(open.map(verdictOf)).toEqual(["met", "met", "met", "cannot_assess"]);
  });
});

it("readings that follow and are refused lower nothing, and are on the bill", async () => {
  const { hold, onProgress } = afterVerdicts();
  const world: JudgingWorld = await startJudging(PERFECT, {
    debrief: { points: 1, sinking: 1, criteria: ["caching"] },
    latencyMs,
    hold: async (asked) => {
      if (asked === "sceptic") world.model.setCharacter({ kind: "refusing" });
      return hold(asked);
    },
  });
  const { grade, error } = await world.grade({}, undefined, {
    debrief: { mayFollow: true },
    onProgress,
  });
  if (grade === null) throw error;
  expect(grade).toMatchObject({ heldBy: ["p1"], total: 100 });
  const refused = grade.calls.filter(({ purpose }) => purpose === "reask");
  expect(refused.map(({ criterionIds }) => criterionIds)).toEqual([["caching"], ["caching"]]);
  expect(refused.every(({ usage }) => (usage?.inputTokens ?? 0) > 0)).toBe(true);
});
