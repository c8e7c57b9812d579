import { describe, expect, it } from "vitest";
import { scheduleCard } from "./schedule-card";
import type { CardMark } from "./schedule-card";

const START = Date.parse("2026-01-05T18:00:00Z");
const DAY_MS = 24 * 60 * 60_000;

/** A mark so many days after the start; of an interview unless said. */
function mark(day: number, verdict: CardMark["verdict"], more: Partial<CardMark> = {}): CardMark {
  return { at: new Date(START + day * DAY_MS), verdict, level: "senior", isDrill: false, ...more };
}
const drill = (day: number, verdict: CardMark["verdict"]) => mark(day, verdict, { isDrill: true });

describe("a card", () => {
  it("begins with a miss, and is due the next day", () => {
    const card = scheduleCard([mark(0, "not_met")], "mid");
    expect(card).toMatchObject({ intervalDays: 1, marks: 1, isWaiting: true, closedAt: null });
    expect(card?.dueAt).toEqual(new Date(START + DAY_MS));
  });

  it("is due later when half of it was there", () => {
    expect(scheduleCard([mark(0, "partial")], "mid")?.intervalDays).toBe(2);
  });

  it("doesn't begin while the criterion is met", () => {
    expect(scheduleCard([mark(0, "met"), mark(7, "met")], "mid")).toBeNull();
    expect(scheduleCard([mark(0, "met"), mark(7, "not_met")], "mid")?.marks).toBe(1);
  });

  it("doesn't begin with what is only expected above the attempt's level", () => {
    expect(scheduleCard([mark(0, "not_met")], "staff")).toBeNull();
    const later = scheduleCard(
      [mark(0, "not_met"), mark(9, "partial", { level: "staff" })],
      "staff",
    );
    expect(later?.marks).toBe(1);
  });

  it("goes further apart with each Good, and back to a few days with a miss", () => {
    const marks = [mark(0, "not_met"), drill(1, "met"), drill(4, "met"), drill(10, "met")];
    const intervals = marks.map(
      (_, index) => scheduleCard(marks.slice(0, index + 1), "mid")?.intervalDays ?? 0,
    );
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
    expect(intervals.at(-1)).toBeGreaterThanOrEqual(14);
    const missed = scheduleCard([...marks, drill(24, "not_met")], "mid");
    expect(missed?.intervalDays).toBeLessThanOrEqual(3);
  });

  it("waits until it is drilled, whatever interviews say meanwhile", () => {
    expect(scheduleCard([mark(0, "not_met"), mark(5, "partial")], "mid")?.isWaiting).toBe(true);
    expect(scheduleCard([mark(0, "not_met"), drill(1, "not_met")], "mid")?.isWaiting).toBe(false);
  });

  it("closes after two Goods in a row at seven days or more", () => {
    const marks = [mark(0, "not_met"), drill(8, "met"), drill(15, "met")];
    expect(scheduleCard(marks, "mid")?.closedAt).toEqual(new Date(START + 15 * DAY_MS));
    expect(scheduleCard(marks.slice(0, 2), "mid")?.closedAt).toBeNull();
  });

  it.each([
    ["too soon after each other", [drill(1, "met"), drill(3, "met"), drill(9, "met")]],
    ["with a half between", [drill(8, "met"), drill(16, "partial"), drill(24, "met")]],
    ["with a miss between", [drill(8, "met"), drill(16, "not_met"), drill(24, "met")]],
  ])("stays open with Goods %s", (_, rest) => {
    expect(scheduleCard([mark(0, "not_met"), ...rest], "mid")?.closedAt).toBeNull();
  });

  it("takes the hour for nothing: seven days later in the morning are seven days", () => {
    const morning = (day: number) => ({
      ...drill(day, "met"),
      at: new Date(START + (day - 0.4) * DAY_MS),
    });
    const card = scheduleCard([mark(0, "not_met"), morning(7), morning(14)], "mid");
    expect(card?.closedAt).not.toBeNull();
  });

  it("opens again with a later miss, and waits for room like a new one", () => {
    const closed = [mark(0, "not_met"), drill(8, "met"), drill(15, "met")];
    const opened = scheduleCard([...closed, mark(60, "not_met")], "mid");
    expect(opened).toMatchObject({ closedAt: null, isWaiting: true });
    expect(opened?.intervalDays).toBeLessThan(7);
  });

  it("is the same for the same marks, and another for a corrected one", () => {
    const marks = [mark(0, "not_met"), drill(1, "met"), drill(4, "not_met")];
    expect(scheduleCard(marks, "mid")).toEqual(scheduleCard([...marks], "mid"));
    const corrected = scheduleCard([...marks.slice(0, 2), drill(4, "met")], "mid");
    expect(corrected).toMatchObject({ marks: 3, lastVerdict: "met" });
    expect(corrected?.intervalDays).toBeGreaterThan(1);
  });
});
