import { expect, it, vi } from "vitest";
import { createLog, onLostConnection } from "./log";

it("says nothing of an error's message that the error's own line would not say", () => {
  const lines: string[] = [];
  const log = createLog("web", "info", { write: (line) => void lines.push(line) });
  const error = Object.assign(new Error('refused: "planted"'), { query: "planted" });
  log.error(error);
  log.error({ err: error });
  log.child({ attemptId: "a" }).warn({ err: error }, "with words");
  log.info("words alone");
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    ...["no message", "no message", "with words", "words alone"],
  ]);
  expect(lines.join("")).not.toContain("planted");
});

it("says once a second that a store is away, and tells who listens of each time", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const lines: string[] = [];
    const log = createLog("worker", "info", { write: (line) => void lines.push(line) });
    let heard = 0;
    onLostConnection(log, () => (heard += 1));
    const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    const failed = new Error("a statement failed", { cause: refused });
    for (let ms = 0; ms < 3_000; ms += 100) {
      log.error({ err: refused }, "queue connection");
      log.child({ job: "a" }).warn({ err: failed }, "sweep failed");
      log.info({ err: refused }, "request completed");
      vi.advanceTimersByTime(100);
    }
    log.error({ err: new Error("another fault") }, "a job failed");
    const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages.filter((message) => message === "queue connection")).toHaveLength(3);
    expect(messages).not.toContain("sweep failed");
    expect(messages.filter((message) => message === "request completed")).toHaveLength(30);
    expect(messages.at(-1)).toBe("a job failed");
    expect(heard).toBe(60);
  } finally {
    vi.useRealTimers();
  }
});
