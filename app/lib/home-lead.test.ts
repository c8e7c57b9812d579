import { describe, expect, it } from "vitest";
import type { Home } from "#server/practice/get-home";
import { chooseLead } from "./home-lead";

const drill = {} as Home["due"]["drills"][number];
const due = (count: number) =>
  ({ drills: Array.from({ length: count }, () => drill) }) as Home["due"];
const open = {} as NonNullable<Home["open"]>;
const track = (week: number | null, done: number) =>
  ({ week, weeks: [{ number: 1, done, of: 5 }] }) as Home["track"];

describe("a home leads with", () => {
  it.each([
    ["what runs", { open, due: due(2), track: track(1, 0) }, "open"],
    ["what is due", { open: null, due: due(2), track: track(1, 0) }, "due"],
    ["the week", { open: null, due: due(0), track: track(1, 4) }, "track"],
    ["a round once the week is done", { open: null, due: due(0), track: track(1, 5) }, "round"],
    ["a round before the track begins", { open: null, due: due(0), track: track(0, 0) }, "round"],
    ["a round after it", { open: null, due: due(0), track: track(null, 0) }, "round"],
    ["a round with nothing else", { open: null, due: due(0), track: null }, "round"],
  ] as const)("%s", (_, home, lead) => {
    expect(chooseLead(home)).toBe(lead);
  });
});
