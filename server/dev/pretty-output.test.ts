import { expect, it } from "vitest";
import { createPrinter } from "./pretty-output";

const print = createPrinter({ colors: false });

function printLine(fields: object): string {
  return print(JSON.stringify({ level: 30, time: 0, process: "web", ...fields })).trimEnd();
}

it("shows an answer in one line: what was asked, how it was answered, how long it took", () => {
  const line = printLine({
    req: { id: "1", method: "GET", path: "/problems", client: "127.0.0.1" },
    res: { status: 200 },
    responseTime: 12,
    msg: "request completed",
  });
  expect(line).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: web: GET \/problems 200, 12 ms$/);
});

it("shows an error with its calls, and the request that it befell", () => {
  const line = printLine({
    level: 50,
    msg: "request failed",
    req: { method: "GET", path: "/problems" },
    err: { type: "TypeError", message: "no such thing", stack: "at load (problems.ts:1:1)" },
  });
  expect(line).toContain("ERROR: web: request failed GET /problems");
  expect(line).toContain("no such thing");
  expect(line).toContain("problems.ts:1:1");
});
