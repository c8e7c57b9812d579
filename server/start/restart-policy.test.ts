import { expect, test } from "vitest";
import { decideRestart } from "./restart-policy";

test("the pause doubles with each death of the last minute", () => {
  const pauses = [1, 2, 3, 4].map((deaths) =>
    decideRestart(Array(deaths).fill(1_000), 1_000, true),
  );
  expect(pauses).toEqual([250, 500, 1000, 2000].map((pauseMs) => ({ restart: true, pauseMs })));
});

test("the fifth death within a minute is the last", () => {
  expect(decideRestart([1, 2, 3, 4, 5], 6, true)).toEqual({ restart: false });
});

test("deaths longer ago than a minute are forgotten", () => {
  const longAgo = [1, 2, 3, 4, 5, 6, 7];
  expect(decideRestart([...longAgo, 100_000], 100_000, true)).toEqual({
    restart: true,
    pauseMs: 250,
  });
});

test("a process that never was ready gets one more try only", () => {
  expect(decideRestart([1], 1, false)).toMatchObject({ restart: true });
  expect(decideRestart([1, 2], 2, false)).toEqual({ restart: false });
});
