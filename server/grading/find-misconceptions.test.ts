import { describe, expect, it } from "vitest";
import { RUBRIC } from "../../test/support/grading-fixture";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { findMisconceptions, findSpokenMisconceptions } from "./find-misconceptions";
import type { Verdict } from "#domain/grading/verdicts";

const rubric = {
  ...RUBRIC,
  misconceptions: [
    {
      id: "facts-by-tuning",
      text: "t",
      advice: "a",
      topics: [],
      signals: [
        ["fine-tune", "fine-tuning"],
        ["our help pages", "our documents"],
      ],
    },
    {
      id: "no-eval",
      text: "t",
      advice: "a",
      topics: [],
      whenNoneMet: ["offline-eval", "online-eval"],
    },
  ],
};

function find(components: string, verdicts: Record<string, Verdict> = {}): string[] {
  const answers = { ...EMPTY_ANSWERS, components };
  const spoken = findSpokenMisconceptions(rubric, answers);
  return findMisconceptions(rubric, new Map(Object.entries(verdicts)), spoken);
}

describe("findMisconceptions", () => {
  it.each([
    "We fine-tune the model on our help pages.",
    "The model gets Fine‑Tuning every night. It then knows our documents.",
  ])("finds it in one place: %s", (text) => {
    expect(find(text)).toEqual(["facts-by-tuning"]);
  });

  it.each([
    "We do not fine-tune on our help pages.",
    "Retrieval rather than fine-tuning keeps our help pages fresh.",
    "Fine-tuning on our help pages isn't worth it.",
    "We fine-tune the router. It has two classes. Latency is low. Search reads our help pages.",
    "We search our help pages.",
    "",
  ])("accuses nobody of: %s", (text) => {
    expect(find(text)).toEqual([]);
  });

  it("sees one when every listed criterion is known to be not met", () => {
    expect(find("", { "offline-eval": "not_met", "online-eval": "not_met" })).toEqual(["no-eval"]);
    expect(find("", { "offline-eval": "not_met", "online-eval": "partial" })).toEqual([]);
    expect(find("", { "offline-eval": "not_met", "online-eval": "cannot_assess" })).toEqual([]);
  });
});
