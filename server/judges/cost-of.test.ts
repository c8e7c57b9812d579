import { describe, expect, it } from "vitest";
import { costOf } from "./cost-of";

describe("costOf", () => {
  it.each([
    ["https://api.openai.com/v1", "gpt-4o-mini", "known"],
    ["https://api.openai.com/v1", "no-such-model", "unknown"],
    ["https://models.example.org/v1", "gpt-4o-mini", "unknown"],
    ["http://127.0.0.1:11434/v1", "qwen3:8b", "free"],
    ["http://[::1]:8000/v1", "qwen3:8b", "free"],
    ["http://[::ffff:10.0.0.4]:8000/v1", "qwen3:8b", "free"],
    ["http://192.168.1.7:8000/v1", "qwen3:8b", "free"],
    ["http://8.8.8.8/v1", "qwen3:8b", "unknown"],
    ["http://vllm:8000/v1", "qwen3:8b", "free"],
    ["https://gpu.internal/v1", "qwen3:8b", "free"],
    ["https://gpu.internal.example.org/v1", "qwen3:8b", "unknown"],
  ])("%s, %s: %s", (baseUrl, model, cost) => {
    expect(costOf(baseUrl, model)).toBe(cost);
  });
});
