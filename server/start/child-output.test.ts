import { expect, test } from "vitest";
import { pickForPerson } from "./child-output";

test.each([
  ["everyday lines stay in the log file", '{"level":30,"msg":"request completed"}', null],
  ["warnings are shown in plain words", '{"level":40,"msg":"queue is slow"}', "queue is slow"],
  [
    "errors bring their cause",
    '{"level":50,"msg":"grading failed","err":{"message":"ECONNREFUSED"}}',
    "grading failed: ECONNREFUSED",
  ],
  [
    "an error without words of its own",
    '{"level":50,"err":{"message":"ECONNREFUSED"}}',
    "ECONNREFUSED",
  ],
  ["a crash's stack is shown as it is", "    at main (file.ts:3:1)", "    at main (file.ts:3:1)"],
  ["what only looks like JSON is shown as it is", "{ half", "{ half"],
  ["empty lines are nothing", "  ", null],
])("%s", (_name, line, shown) => {
  expect(pickForPerson(line)).toBe(shown);
});
