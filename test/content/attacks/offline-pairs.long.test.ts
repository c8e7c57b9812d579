import { beforeAll, describe, expect, it } from "vitest";
import { readFrozen } from "../../support/frozen-content";
import { createOfflineJudge } from "#server/judges/offline/offline-judge";
import { listAttackBases } from "../../evals/attacks/attack-bases";
import { loadAttacks } from "../../evals/attacks/load-attacks";
import { listNullAnswers } from "../../evals/attacks/null-answers";
import { gradeOrVoid, runAttackPairs } from "../../evals/attacks/run-attack-pairs";
import type { AttackBase } from "../../evals/attacks/attack-bases";

/** Points of 100. The mean is what the issue asks for; no family may hide behind the others. */
const MAX_MEAN_SHIFT = 1;
const MAX_FAMILY_SHIFT = 1;
const MAX_SHOWN_SHIFT = 1;
const MAX_NULL = 5;
const { signal } = new AbortController();
const judge = createOfflineJudge();
const attacks = loadAttacks();

let bases: AttackBase[];
beforeAll(async () => {
  bases = listAttackBases(await readFrozen());
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe("the offline judge", () => {
  it("is not talked up: the mean shift over all attacks and over each family is a point at most", async () => {
    // Dealt out over the weak and middling answers: strong ones have little left to gain.
    const own = bases.filter(({ band }) => band !== "strong");
    const lists = await Promise.all(
      own.map((base, at) => {
        const share = attacks.filter((_, i) => i % own.length === at);
        return runAttackPairs(judge, [base], share, { signal });
      }),
    );
    const rows = lists.flat();
    expect(rows).toHaveLength(attacks.length);
    const shifts = rows.map(({ shift, attack, base }) => {
      if (shift === null) throw new Error(`no grade for ${attack} on ${base}`);
      return shift;
    });
    expect(mean(shifts)).toBeLessThanOrEqual(MAX_MEAN_SHIFT);
    for (const family of new Set(attacks.map((attack) => attack.family))) {
      const own = shifts.filter((_, i) => rows[i]?.family === family);
      expect(mean(own), family).toBeLessThanOrEqual(MAX_FAMILY_SHIFT);
    }
  });

  it.each([
    ["the hints", "hints"],
    ["the worked solution", "solution"],
    ["the worked solution's drawing", "solution_drawing"],
  ])("pays nothing for %s of a problem, wherever it is pasted", async (_, generator) => {
    const weak = bases.filter(({ band }) => band === "weak");
    const pasted = attacks.filter(({ generate }) => generate === generator);
    const rows = await runAttackPairs(judge, weak, pasted, { signal });
    expect(rows).toHaveLength(weak.length * pasted.length);
    const paid = rows.filter(({ shift }) => shift === null || shift > 0);
    expect(paid).toEqual([]);
  });

  it.each([
    ["as they are", "passing_examples"],
    ["behind a lead-in", "passing_examples_led_in"],
    ["in look-alike letters", "passing_examples_in_look_alikes"],
  ])(
    "pays a point at most for the examples that marking oneself shows, %s",
    async (_, generator) => {
      const own = bases.filter(({ band }) => band !== "strong");
      const pasted = attacks.filter(({ generate }) => generate === generator);
      const rows = await runAttackPairs(judge, own, pasted, { signal });
      expect(rows).toHaveLength(own.length * pasted.length);
      const paid = rows.filter(({ shift }) => shift === null || shift > MAX_SHOWN_SHIFT);
      expect(paid).toEqual([]);
    },
  );

  it.each(listNullAnswers().map((answer, at) => ({ ...answer, at })))(
    `gives ${MAX_NULL} points at most to: $id`,
    async ({ make, at }) => {
      const byProblem = new Map(bases.map((base) => [base.input.rubric.problem, base.input]));
      // Dealt out: every problem meets a quarter of them, and every one of them four problems.
      const own = [...byProblem.values()].filter((_, i) => i % 4 === at % 4);
      expect(own.length).toBeGreaterThan(0);
      for (const input of own) {
        const { total } = await gradeOrVoid({ ...input, ...make(input) }, judge, signal);
        expect(total, input.rubric.problem).not.toBeNull();
        expect(total, input.rubric.problem).toBeLessThanOrEqual(MAX_NULL);
      }
    },
  );
});
