import { describe, expect, it } from "vitest";
import { sayAge } from "./age";

const NOW = "2026-03-10T12:00:00.000Z";

describe("sayAge", () => {
  it.each([
    ["2026-03-10T11:59:40.000Z", "0 min"],
    ["2026-03-10T11:01:00.000Z", "59 min"],
    ["2026-03-10T09:00:00.000Z", "3 h"],
    ["2026-03-08T12:00:01.000Z", "47 h"],
    ["2026-03-08T12:00:00.000Z", "2 days"],
    ["2026-03-10T12:00:05.000Z", "0 min"],
  ])("says of %s: %s", (since, words) => {
    expect(sayAge(since, NOW)).toBe(words);
  });
});
