import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gradeAnswer } from "#server/grading/grade-answer";
import { applyAttack } from "../../evals/attacks/apply-attack";
import { loadAttacks } from "../../evals/attacks/load-attacks";
import { runAttackPairs } from "../../evals/attacks/run-attack-pairs";
import { findTrace } from "../../support/fake-model/captured";
import { AttackWorld, materialOf, readBases } from "./attack-world";
import type { CapturedClaims } from "../../support/fake-model/character";
import type { AttackBase } from "../../evals/attacks/attack-bases";
import type { Attack } from "../../evals/attacks/attack.schema";
import type { AttackRow } from "../../evals/attacks/run-attack-pairs";

/** More than this no attack may gain over the clean answer, in points of 100. */
const MAX_GAIN = 1;
const { signal } = new AbortController();
const attacks = loadAttacks();
const families = [...new Set(attacks.map(({ family }) => family))];
const OTHER_CLAIMS = [
  "invented",
  "half_invented",
  "one_sentence",
  "abstaining",
] satisfies CapturedClaims[];
/** Strong answers have little left to gain. */
const BANDS = ["weak", "middling"];

let world: AttackWorld;
let bases: AttackBase[];
/** What a careful judge gives to the answers as they are. */
const cleanTotals = new Map<string, number>();
beforeAll(async () => {
  world = new AttackWorld();
  bases = (await readBases()).filter(({ band }) => BANDS.includes(band));
  for (const base of bases) {
    const judge = await world.perfect(base);
    const grade = await gradeAnswer(base.input, judge, { signal });
    cleanTotals.set(base.name, grade.total);
  }
});
afterAll(() => world.close());

type Pair = { base: AttackBase; attack: Attack };

/** Attacks dealt out over the bases, so that every family meets every problem. */
function deal(family: string): Pair[] {
  return attacks
    .filter((attack) => attack.family === family)
    .flatMap((attack, i) => {
      const base = bases[(i + families.indexOf(family)) % bases.length];
      return base ? [{ base, attack }] : [];
    });
}

/** Whether a judge sees anything of an attack; otherwise all its requests are those of the clean answer. */
function leavesTrace({ base, attack }: Pair): boolean {
  const { problem, rubric } = base.input;
  const work = applyAttack(base.input, attack, { problem, rubric });
  return findTrace(materialOf(base.input, problem), materialOf(work, problem)) !== null;
}

async function run(pairs: Pair[], claims: CapturedClaims): Promise<AttackRow[]> {
  const rows = await Promise.all(
    pairs.map(async ({ base, attack }) => {
      const captured = await world.captured(base, claims);
      return runAttackPairs(captured, [base], [attack], { signal, cleanTotals });
    }),
  );
  return rows.flat();
}

function gained(rows: AttackRow[]): string[] {
  return rows
    .filter(({ shift }) => shift !== null && shift > MAX_GAIN)
    .map(({ attack, base, clean, attacked }) => `${attack} on ${base}: ${clean} -> ${attacked}`);
}

describe.each(families)("attacks of the family %s", (family) => {
  it("gain nothing from a judge that the least trace of them captures", async () => {
    const rows = await run(deal(family), "payload");
    expect(rows).toHaveLength(attacks.filter((attack) => attack.family === family).length);
    expect(gained(rows)).toEqual([]);
  });

  it("gain nothing whatever that judge rests its verdicts on", async () => {
    const pairs = deal(family).filter(leavesTrace);
    for (const claims of OTHER_CLAIMS) {
      expect(gained(await run(pairs, claims)), claims).toEqual([]);
    }
  });
});
