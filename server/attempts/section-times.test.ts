import { describe, expect, it } from "vitest";
import type { SectionId } from "#domain/problems/scale";
import { shareTime } from "./section-times";
import type { TimedSave } from "./section-times";

const START = Date.parse("2026-11-26T10:00:00Z");
const at = (seconds: number) => new Date(START + seconds * 1000);
const save = (seconds: number, sections: SectionId[], isDrawn = false): TimedSave => ({
  at: at(seconds),
  sections,
  isDrawn,
});
const share = (saves: TimedSave[], endSeconds = 600) =>
  shareTime(saves, { startedAt: at(0), endedAt: at(endSeconds) });

describe("the time of an attempt", () => {
  it("goes to what the next save changed, in equal parts", () => {
    const times = share([
      save(60, ["scenario"]),
      save(90, ["scenario", "components"]),
      save(110, ["architecture"], true),
      save(120, [], true),
    ]);
    expect(times.sections).toMatchObject({
      scenario: 75_000,
      components: 15_000,
      architecture: 10_000,
    });
    expect(times.drawing).toBe(20_000);
    expect(times.quiet).toBe(480_000);
  });

  it("is taken for work up to two minutes of a silence, and not known beyond", () => {
    const times = share([save(300, ["evaluation"])]);
    expect(times.sections.evaluation).toBe(120_000);
    expect(times.quiet).toBe(480_000);
  });

  it("adds up to its whole length, whatever came early, late, twice or out of order", () => {
    const times = share([
      save(-20, ["scenario"]),
      save(50, []),
      save(100, ["components"]),
      save(80, ["architecture"]),
      save(100, ["components"]),
      save(900, ["evaluation"], true),
    ]);
    const all = [...Object.values(times.sections), times.drawing, times.quiet];
    expect(all.reduce((sum, ms) => sum + ms, 0)).toBe(600_000);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(times.sections.architecture).toBe(0);
  });

  it("is all unknown without a save", () => {
    expect(share([]).quiet).toBe(600_000);
  });
});
