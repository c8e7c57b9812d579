import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gradeAnswer } from "#server/grading/grade-answer";
import { scoreVerdicts } from "#server/grading/score";
import { AttackWorld, readBases } from "./attack-world";
import type { AttackBase } from "../../evals/attacks/attack-bases";

/** What defences may cost an honest answer, in points of 100. */
const MAX_DRIFT = 1;
const { signal } = new AbortController();

let world: AttackWorld;
let bases: AttackBase[];
beforeAll(async () => {
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
