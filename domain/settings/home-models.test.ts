import { describe, expect, it } from "vitest";
import { isFitting, pickFitting } from "./home-models";

const model = (name: string, gb: number | null, leavesMachine = false) => ({
  name,
  sizeBytes: gb === null ? null : gb * 1e9,
  leavesMachine,
});

describe("a model that is suggested", () => {
  it.each([
    model("qwen3.5:9b", null),
    model("gpt-oss:20b", 13.8),
    model("mixtral:8x7b", 26),
    model("qwen/qwen3.5-9b", null),
    model("Qwen3.5-27B-Q4_K_M.gguf", null),
  ])("is on the list, or large enough: $name", (one) => expect(isFitting(one)).toBe(true));

  it.each([
    model("llama3.2:1b", 1.3),
    model("llama3.1:8b", 4.9),
    model("llama2", 3.8),
    model("someone/unknown", null),
    model("gpt-oss:120b-cloud", 0, true),
    // Named, and somebody else's machine all the same.
    model("gpt-oss:20b", 13.8, true),
  ])("is neither small nor known to fail, and stays on the machine: $name", (one) => {
    expect(isFitting(one)).toBe(false);
    expect(pickFitting([one])).toBeNull();
  });

  it("is the best published before the largest", () => {
    const here = [model("mixtral:8x7b", 26), model("gpt-oss:20b", 13.8), model("qwen3.5:9b", 6.6)];
    expect(pickFitting(here)?.name).toBe("qwen3.5:9b");
    expect(pickFitting(here.slice(0, 1))?.name).toBe("mixtral:8x7b");
  });
});
