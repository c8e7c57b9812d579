import { expect, test } from "vitest";
import { createSignalReader } from "./read-signals";

test("one keystroke delivered twice stops once; a later one stops at once", () => {
  let nowMs = 10_000;
  const read = createSignalReader(() => nowMs);
  expect(read()).toBe("stop");
  nowMs += 3;
  expect(read()).toBe("same_keystroke");
  nowMs += 1_000;
  expect(read()).toBe("stop_now");
});
