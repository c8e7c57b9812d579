import { describe, expect, it } from "vitest";
import { formatClock, formatMinutes, formatTime } from "./time";

describe("formatMinutes", () => {
  it("says hours from an hour on", () => {
    expect(formatMinutes(0)).toBe("0 min");
    expect(formatMinutes(44.6)).toBe("45 min");
    expect(formatMinutes(59.6)).toBe("1 h");
    expect(formatMinutes(65)).toBe("1 h 5 min");
    expect(formatMinutes(-3)).toBe("0 min");
  });
});

describe("formatClock", () => {
  it("counts the running second as not yet over", () => {
    expect(formatClock(45 * 60_000)).toBe("45:00");
    expect(formatClock(45 * 60_000 - 1)).toBe("45:00");
    expect(formatClock(44 * 60_000 + 59_000)).toBe("44:59");
    expect(formatClock(5_000)).toBe("0:05");
  });

  it("shows hours, and never a negative time", () => {
    expect(formatClock(3_600_000)).toBe("1:00:00");
    expect(formatClock(3_599_999)).toBe("1:00:00");
    expect(formatClock(-1)).toBe("0:00");
  });
});

describe("formatTime", () => {
  it("puts the same moment into the zone asked for", () => {
    const iso = "2025-11-24T23:30:00.000Z";
    expect(formatTime(iso, "date-time", "UTC")).toBe("24 Nov 2025, 23:30");
    expect(formatTime(iso, "date", "Asia/Tokyo")).toBe("25 Nov 2025");
    expect(formatTime(iso, "time", "Europe/Berlin")).toBe("00:30");
  });
});
