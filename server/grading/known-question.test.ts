import { describe, expect, it } from "vitest";
import { createOfflineJudge } from "../judges/offline/offline-judge";
import { buildKnownQuestion, KNOWN_VERDICTS } from "./known-question";

describe("the known question", () => {
  it("is answered rightly by the offline judge", async () => {
    const request = buildKnownQuestion();
    const { answers } = await createOfflineJudge().judge(request, new AbortController().signal);
    expect(answers.map(({ id, verdict }) => [id, verdict])).toEqual(
      KNOWN_VERDICTS.map(({ id, expected }) => [id, expected]),
    );
    expect(new Set(KNOWN_VERDICTS.map(({ expected }) => expected)).size).toBe(2);
  });

  it("is small", () => {
    const { prompt } = buildKnownQuestion();
    const chars = prompt.system.length + prompt.material.length + prompt.questions.length;
    expect(chars).toBeLessThan(8_200);
  });

  it("shares no bill with the question before", () => {
    expect(buildKnownQuestion().material).not.toBe(buildKnownQuestion().material);
  });
});
