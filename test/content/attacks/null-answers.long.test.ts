import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listNullAnswers } from "../../evals/attacks/null-answers";
import { gradeOrVoid } from "../../evals/attacks/run-attack-pairs";
import { AttackWorld, readBases } from "./attack-world";
import type { CapturedClaims } from "../../support/fake-model/character";
import type { AttackBase } from "../../evals/attacks/attack-bases";

/** What an answer without a design may reach, in points of 100. */
const MAX_POINTS = 5;
const NOTHING = { answers: {}, drawing: "", told: "" };
const CLAIMS = ["payload", "one_sentence", "invented", "half_invented"] satisfies CapturedClaims[];

let world: AttackWorld;
/** One answer of each problem: only its problem and rubric are used. */
let problems: AttackBase[];
beforeAll(async () => {
  world = new AttackWorld();
  const bases = await readBases();
  const slugs = [...new Set(bases.map(({ input }) => input.rubric.problem))];
  problems = slugs.flatMap((slug) =>
    bases.filter(({ input }) => input.rubric.problem === slug).slice(0, 1),
  );
});
afterAll(() => world.close());

describe.each(CLAIMS)("with a judge that calls everything met (%s)", (claims) => {
  it.each(listNullAnswers().map(({ id, make }, at) => ({ id, make, at })))(
    `no more than ${MAX_POINTS} points for: $id`,
    async ({ make, at }) => {
      // In turn, so that each of these meets each problem, and each way to claim does.
      const problem = problems[(at + CLAIMS.indexOf(claims)) % problems.length];
      if (!problem) throw new Error("there is no problem");
      const character = { kind: "captured", expected: {}, clean: NOTHING, claims } as const;
      const judge = await world.judge(problem, character);
      const work = make(problem.input);
      const { signal } = new AbortController();
      const { total } = await gradeOrVoid({ ...problem.input, ...work }, judge, signal);
      expect(total ?? 0, problem.name).toBeLessThanOrEqual(MAX_POINTS);
    },
  );
});
