import { describe, expect, it } from "vitest";
import { tellsNumber } from "./told-numbers";

describe("tellsNumber", () => {
  it.each([
    ["38,000 calls a day", 38_000],
    ["1.2M tokens", 1.2e6],
    ["128k of context", 128_000],
    ["5 trillion tokens", 5e12],
    ["40 percent", 0.4],
    ["41 % of them", 0.41],
    ["$0.0075 a minute", 0.0075],
    ["six minutes", 6],
    ["Twenty-four cores", 24],
    ["Eight percent", 0.08],
    ["eight million tokens", 8e6],
    ["a dozen", 12],
    ["half of the tickets", 0.5],
    ["a third of the hits", 0.333],
    ["Four fifths arrive", 0.8],
    ["Two thirds of the capacity", 0.6667],
    ["one search in five", 0.2],
    ["two tasks in a hundred", 0.02],
    ["28 in 100 only continue", 0.28],
    ["nine out of ten", 0.9],
    ["between 3 and 5 days", 5],
    ["between 3 and 5 days", 3],
    ["twice as many", 2],
    ["4,000 x190 s = 211 h", 190],
    ["6x12 machines", 12],
  ])("%s tells %d", (wording, value) => {
    expect(tellsNumber(wording, value)).toBe(true);
  });

  it.each([
    ["38,000 calls", 38],
    ["38,000 calls", 3800],
    ["40 percent", 40],
    ["1.2M tokens", 1.2],
    ["Twenty-four cores", 20],
    ["Twenty-four cores", 4],
    ["80 GB", 80e9],
    ["p95", 95],
    ["a third of the hits", 0.34],
    ["some calls", 1],
    ["1,000 ms", 1_001],
  ])("%s doesn't tell %d", (wording, value) => {
    expect(tellsNumber(wording, value)).toBe(false);
  });
});
