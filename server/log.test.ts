import { expect, it } from "vitest";
import { createLog } from "./log";

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
