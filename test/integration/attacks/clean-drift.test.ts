import { setMaxListeners } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gradeAnswer } from "#server/grading/grade-answer";
import { scoreVerdicts } from "#server/grading/score";
import { listNullAnswers } from "../../evals/attacks/null-answers";
import { gradeOrVoid } from "../../evals/attacks/run-attack-pairs";
import { AttackWorld, readBases } from "./attack-world";
import type { CapturedClaims } from "../../support/fake-model/character";
import type { AttackBase } from "../../evals/attacks/attack-bases";

/** What defences may cost an honest answer, in points of 100. */
const MAX_DRIFT = 1;
/** What an answer without a design may reach. */
const MAX_NULL = 5;
const { signal } = new AbortController();

let world: AttackWorld;
let bases: AttackBase[];
beforeAll(async () => {
  setMaxListeners(0, signal);
  world = new AttackWorld();
  bases = await readBases();
});
afterAll(() => world.close());

describe("an honest answer and an honest judge", () => {
  it("lose nothing to the defences: every calibration answer gets what its labels add up to", async () => {
    expect(bases.length).toBeGreaterThanOrEqual(4);
    for (const base of bases) {
      const grade = await gradeAnswer(base.input, await world.perfect(base), { signal });
      const labelled = grade.criteria.map(({ id, section, weight, verdict, decidedBy }) => {
        const level = base.input.rubric.criteria.find((one) => one.id === id)?.level ?? "mid";
        const label = decidedBy === "judge" ? (base.expected[id] ?? "not_met") : verdict;
        return { id, section, weight, level, verdict: label };
      });
      const { total } = scoreVerdicts(labelled, base.input.rubric);
      expect(Math.abs(grade.total - total), base.name).toBeLessThanOrEqual(MAX_DRIFT);
      expect(grade.flags, base.name).toEqual([]);
    }
  });
});

describe.each(["invented", "half_invented", "payload", "one_sentence"] satisfies CapturedClaims[])(
  "answers that hold no design, with a judge that calls all met (%s)",
  (claims) => {
    it.each(listNullAnswers())(`reach ${MAX_NULL} points at most: $id`, async ({ make }) => {
      const seen = new Set<string>();
      for (const base of bases) {
        const { problem, rubric } = base.input;
        if (seen.has(rubric.problem)) continue;
        seen.add(rubric.problem);
        const nothing = { answers: {}, drawing: "" };
        const character = { kind: "captured", expected: {}, clean: nothing, claims } as const;
        const judge = await world.judge(base, character);
        const work = make({ problem, rubric });
        const { total } = await gradeOrVoid({ ...base.input, ...work }, judge, signal);
        expect(total ?? 0, rubric.problem).toBeLessThanOrEqual(MAX_NULL);
      }
    });
  },
);
