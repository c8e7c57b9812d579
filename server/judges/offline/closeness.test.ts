import { describe, expect, it } from "vitest";
import { weighCloseness, toUnit } from "./closeness";
import { compileRubric } from "./compile-signals";
import { RUBRIC, toRequest } from "./offline-judge.fixture";
import { readMaterial } from "./read-material";
import { profileRubric } from "./topic-profile";

const compiled = compileRubric(RUBRIC);
const profiles = profileRubric(compiled);

function oddsOf(text: string, id: string): number {
  const criterion = compiled.criteria.get(id);
  const profile = criterion && profiles.byCriterion.get(criterion);
  if (!criterion || !profile) throw new Error(`the fixture has no criterion ${id}`);
  const { components } = readMaterial(toRequest({ components: text }));
  return weighCloseness(toUnit(components), criterion, profile, profiles);
}

describe("weighCloseness", () => {
  const said = "A cross-encoder weighs the top 40 candidates once more, 90 ms.";

  it("is higher for the criterion that a sentence speaks of", () => {
    expect(oddsOf(said, "rerank")).toBeGreaterThan(oddsOf(said, "chunks"));
  });

  it("falls where the sentence talks of the field, brushes it aside or denies it", () => {
    const plain = oddsOf("A second network reads the best passages with the question.", "rerank");
    for (const text of [
      "A second network that reads the best passages is a popular technique.",
      "Whether a second network reads the best passages hardly matters, all will do.",
      "We do not let a second network read the best passages with the question.",
    ]) {
      expect(oddsOf(text, "rerank"), text).toBeLessThan(plain);
    }
  });
});
