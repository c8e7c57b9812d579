import { signalsSchema } from "#server/judges/offline/lists.schema";
import { RUBRIC } from "../../support/grading-fixture";
import { withLists } from "../../support/listed-rubric";
import { goldSchema } from "./gold.schema";
import type { ListedRubric } from "../../support/listed-rubric";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { Gold, Split } from "./gold.schema";

/** A word for each criterion that stands in no other one's facts. */
const WORDS = [
  "walrus",
  "lantern",
  "violin",
  "cactus",
  "harbour",
  "pepper",
  "glacier",
  "saddle",
  "orchid",
  "anvil",
];

/** What the offline judge looks for in the grading fixture's rubric: a word of its own in each. */
const LISTS = new Map(
  RUBRIC.criteria.map(({ id, partial, evidence }, i) => {
    const signals = signalsSchema.parse({
      met: [[WORDS[i]], ["because"]],
      ...(partial && { partial: [[WORDS[i]], ["sketch"]] }),
      against: [`without any ${WORDS[i]}`],
      window: 1,
      ...(evidence.includes("diagram") && {
        diagram: [{ fact: "has", node: { label: [WORDS[i]] } }],
      }),
    });
    return [id, { signals }] as const;
  }),
);

/** The rubric of the grading fixture, with those lists. */
export const GOLD_RUBRIC: ListedRubric = withLists(RUBRIC, LISTS);

/** Facts for it that the offline judge can tell apart without a miss. */
export function goldSource(split: Split = "tune"): Record<string, unknown> {
  return {
    problem: GOLD_RUBRIC.problem,
    split,
    facts: Object.fromEntries(
      GOLD_RUBRIC.criteria.map((c, i) => [c.id, factFor(c, WORDS[i] ?? "")]),
    ),
    filler: Object.fromEntries(
      ["scenario", "components", "architecture", "latency_cost", "evaluation"].map((section) => [
        section,
        ["first", "second", "third", "fourth", "fifth"].map(
          (nth) =>
            `The ${nth} meeting about the ${section.replace("_", " and ")} went on until noon.`,
        ),
      ]),
    ),
    padding: Array.from(
      { length: 20 },
      (_, i) => `It is worth saying for the ${i + 1}th time that good things grow slowly.`,
    ),
  };
}

export const GOLD: Gold = goldSchema.parse(goldSource());

function factFor({ id, partial, evidence }: Criterion, word: string): Record<string, unknown> {
  return {
    met: [
      `We put the ${word} behind the gateway because the team can watch it there.`,
      `The ${word} carries the nightly load because nothing else is awake then.`,
    ],
    terse: `${word} behind gateway because the team watches it there`,
    plain: [
      `We place the ${word} after the gateway, simply because our people can see it there.`,
      `The ${word} comes after the gateway, because there we can see it.`,
    ],
    paraphrased: [
      `Because mornings are busy, the ${word} takes over what the clerks leave behind.`,
      `Nobody has to wait any more, because the ${word} answers within a minute.`,
    ],
    name_dropped: [`Everybody knows how popular the ${word} has become among engineers lately.`],
    contradicted: [`We go to production without any ${word} and see no need to change that.`],
    ...(partial && {
      partial: [`There is a first sketch in which the ${word} has found a place.`],
    }),
    ...(evidence.includes("diagram") && { drawn: [`Client of ${id} -> ${word} store: asks`] }),
  };
}
