import { describe, expect, it } from "vitest";
import { keepPaces, waitForFirst } from "./model-speeds";
import { createProcessSpeeds } from "./process-speeds";

const A = { address: "http://127.0.0.1:1/v1/chat/completions", model: "a" };
const B = { ...A, model: "b" };
const NOTHING = { tokens: 0, ms: 0 };

describe("waitForFirst", () => {
  it("waits ten minutes for what is unknown, then three times what reading takes", async () => {
    let now = 0;
    const store = createProcessSpeeds(() => now);
    const read = (tokens: number, ms: number) =>
      keepPaces(store, A, { read: { tokens, ms }, written: NOTHING, thoughtTokens: null });
    expect(await waitForFirst(store, A, 100)).toBe(600_000);
    await read(700, 10_000);
    expect(await waitForFirst(store, A, 7_000)).toBe(300_000);
    expect(await waitForFirst(store, A, 100)).toBe(60_000);
    expect(await waitForFirst(store, B, 100)).toBe(600_000);
    await read(7_000, 1_000);
    expect(await waitForFirst(store, A, 7_000)).toBe(300_000);
    now = 240_001;
    expect(await waitForFirst(store, A, 7_000)).toBe(600_000);
  });

  it("waits ten minutes, and loses no reply, where the store is gone", async () => {
    const gone = () => Promise.reject(new Error("no connection"));
    const store = { find: gone, keep: gone };
    expect(await waitForFirst(store, A, 100)).toBe(600_000);
    await keepPaces(store, A, {
      read: { tokens: 700, ms: 1 },
      written: NOTHING,
      thoughtTokens: null,
    });
  });
});
