import { describe, expect, it } from "vitest";
import { DOWNLOAD_FAULTS } from "#domain/settings/home-download";
import type { HomeDownload } from "#domain/settings/home-download";
import { sayBytes, sayRate, sayStopped } from "./download-words";

const running: HomeDownload = {
  model: "qwen3.5:9b",
  state: "running",
  completedBytes: 1.24e9,
  totalBytes: 6.6e9,
  bytesPerSecond: 12e6,
  fault: null,
  said: null,
};

describe("words of a download", () => {
  it("say how far it is, how fast, and how long it still takes", () => {
    expect(sayBytes(running)).toBe("1.2 of 6.6 GB");
    expect(sayBytes({ ...running, totalBytes: null })).toBe("1.2 GB");
    expect(sayRate(running)).toBe("12 MB per second, about 8 min left");
    expect(sayRate({ ...running, bytesPerSecond: 3e5 })).toBe("0.3 MB per second, about 4 h left");
    expect(sayRate({ ...running, completedBytes: 6.5e9 })).toContain("less than a minute");
    expect(sayRate({ ...running, bytesPerSecond: null })).toBeNull();
    expect(sayRate({ ...running, bytesPerSecond: 0 })).toBe("0.0 MB per second");
    expect(sayRate({ ...running, completedBytes: 6.6e9 })).toBe("Checking what came");
  });

  it("say each fault in its own sentence", () => {
    const said = DOWNLOAD_FAULTS.map((fault) => sayStopped({ state: "failed", fault }));
    expect(new Set(said).size).toBe(DOWNLOAD_FAULTS.length);
    expect(sayStopped({ state: "canceled", fault: null })).toContain("canceled");
    expect(sayStopped({ state: "lost", fault: null })).toContain("stopped");
  });
});
