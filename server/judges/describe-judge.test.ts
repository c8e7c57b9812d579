import { describe, expect, it } from "vitest";
import { envSchema } from "../env";
import { describeJudge, judgeDefaults } from "./describe-judge";

describe("describeJudge", () => {
  it("says offline without a model, or without a way to reach it", () => {
    expect(describeJudge(envSchema.parse({}))).toEqual({ hasModel: false });
    const unreachable = envSchema.parse({ JUDGE_MODEL: "gpt-4o-mini" });
    expect(describeJudge(unreachable)).toEqual({ hasModel: false });
  });

  it("shows no key, and no secret that stands in the address", () => {
    const env = envSchema.parse({
      JUDGE_MODEL: "gpt-4o-mini",
      OPENAI_API_KEY: "sk-secret",
      OPENAI_BASE_URL: "https://user:sk-secret@models.example/v1/?key=sk-secret",
    });
    const shown = describeJudge(env);
    expect(shown).toMatchObject({
      hasModel: true,
      address: "https://models.example/v1",
      hasKey: true,
      cost: "unknown",
    });
    expect(JSON.stringify(shown)).not.toContain("sk-secret");
  });

  it("tells whether the price is known", () => {
    const env = envSchema.parse({ JUDGE_MODEL: "gpt-4o-mini", OPENAI_API_KEY: "k" });
    expect(describeJudge(env)).toMatchObject({ cost: "known" });
  });

  it("tells mode and bounds, null where there is none", () => {
    const env = envSchema.parse({ JUDGE_MODE: "thorough", JUDGE_MAX_USD_PER_DAY: "5" });
    expect(judgeDefaults(env)).toEqual({ mode: "thorough", maxUsdPerGrade: null, maxUsdPerDay: 5 });
  });
});
