import { describe, expect, it } from "vitest";
import { createBlinder } from "./blind-rubric";
import { GOLD, GOLD_RUBRIC } from "./gold-fixture";
import type { ListedCriterion, ListedRubric } from "../../support/listed-rubric";
import type { Fact, PlantedText } from "./gold.schema";
import type { State } from "./plan-states";

const [first] = GOLD_RUBRIC.criteria;
if (!first) throw new Error("the fixture has no criterion");
const id = first.id;
const said = (text: string): PlantedText => ({ text, touches: [] });

/** The walrus in met[0] and its other wordings, of which one adds a narwhal, the seal in one text, the gull in two. */
const FACT: Fact = {
  met: [said("The walrus waits for ice."), said("A gull sits there.")],
  terse: [said("walrus waits, 3 min"), said("walrus -> narwhal waits")],
  plain: [said("Our walrus has to wait.")],
  paraphrased: [said("The seal sleeps on a rock."), said("The gull flies.")],
  name_dropped: [said("An otter is popular.")],
  contradicted: [said("Leave the heron out."), said("We skip the crane.")],
  partial: [said("The puffin is drawn.")],
};
const LISTED = ["walrus", "narwhal", "seal", "gull", "otter", "puffin", "stork"];
const rubric: ListedRubric = {
  ...GOLD_RUBRIC,
  criteria: [
    {
      ...first,
      signals: { met: [LISTED, { number: "count" }], against: ["heron", "crane"], window: 1 },
    },
  ],
};
const blind = createBlinder({ ...GOLD, facts: { [id]: FACT } }, rubric);

function signalsAfter(state: State, words: PlantedText | undefined): ListedCriterion["signals"] {
  if (!words) throw new Error("no such text");
  return blind([{ criterion: first as ListedCriterion, state, words, drawn: [] }]).criteria[0]
    ?.signals;
}

describe("a rubric made blind to an answer", () => {
  it("lacks what only the planted text and the wordings of met[0] hold", () => {
    const left = ["gull", "otter", "puffin", "stork"];
    expect(signalsAfter("paraphrased", FACT.paraphrased?.[0])?.met).toEqual([
      left,
      { number: "count" },
    ]);
    const others = signalsAfter("met", FACT.met?.[1])?.met[0];
    expect(others).toEqual(["seal", ...left]);
  });

  it("loses of half a fact its own words only", () => {
    const left = ["walrus", "narwhal", "seal", "gull", "otter", "stork"];
    expect(signalsAfter("partial", FACT.partial?.[0])?.met[0]).toEqual(left);
  });

  it("loses of a denial what was listed against it, and nothing for a mere name", () => {
    const denied = signalsAfter("contradicted", FACT.contradicted[0]);
    expect(denied).toMatchObject({ against: ["crane"], met: [LISTED, { number: "count" }] });
    const named = signalsAfter("name_dropped", FACT.name_dropped[0]);
    expect(named).toEqual(rubric.criteria[0]?.signals);
  });
});
