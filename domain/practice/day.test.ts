import { describe, expect, it } from "vitest";
import { addDays, daysBetween, nextMidnight, toDay } from "./day";

describe("toDay", () => {
  const evening = new Date("2026-03-28T23:30:00Z");
  it.each([
    ["UTC", "2026-03-28"],
    ["Europe/Berlin", "2026-03-29"],
    ["America/New_York", "2026-03-28"],
    ["Asia/Tokyo", "2026-03-29"],
  ])("of one moment in %s is %s", (zone, day) => {
    expect(toDay(evening, zone)).toBe(day);
  });
});

it("counts days over the change to summer time and the end of a year", () => {
  expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysBetween("2026-03-30", "2026-03-28")).toBe(-2);
});

describe("nextMidnight", () => {
  it.each([
    ["2026-05-04T09:00:00Z", "UTC", "2026-05-05T00:00:00Z"],
    ["2026-05-04T09:00:00Z", "Asia/Kathmandu", "2026-05-04T18:15:00Z"],
    // Days of 23 and of 25 hours.
    ["2026-03-28T23:00:00Z", "Europe/Berlin", "2026-03-29T22:00:00Z"],
    ["2026-10-24T22:00:00Z", "Europe/Berlin", "2026-10-25T23:00:00Z"],
  ])("after %s in %s is %s", (moment, zone, next) => {
    expect(nextMidnight(new Date(moment), zone)).toEqual(new Date(next));
  });
});
