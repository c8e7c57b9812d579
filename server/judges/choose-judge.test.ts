import { describe, expect, it } from "vitest";
import { readEnv } from "../env";
import { chooseJudge } from "./choose-judge";

const choose = (settings: Record<string, string>) => chooseJudge(readEnv(settings));

describe("chooseJudge", () => {
  it("grades offline until a model is named and can be reached", async () => {
    expect((await choose({})).kind).toBe("offline");
    expect((await choose({ OPENAI_API_KEY: "k" })).kind).toBe("offline");
    expect((await choose({ JUDGE_MODEL: "m" })).kind).toBe("offline");
    expect((await choose({})).isEstimate).toBe(true);
  });

  it("takes the model with a key, or with the address of a server that needs none", async () => {
    expect(await choose({ JUDGE_MODEL: "m", OPENAI_API_KEY: "k" })).toMatchObject({
      kind: "openai",
      requestedModel: "m",
      isEstimate: false,
      warmFirst: false,
    });
    const local = { JUDGE_MODEL: "m", OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" };
    expect(await choose({ ...local, JUDGE_WARM_FIRST: "1" })).toMatchObject({
      kind: "openai",
      warmFirst: true,
    });
  });
});
