import { expect, it } from "vitest";
import { DEBRIEF_PROMPT_VERSION } from "../grading/prompt-version";
import { sayPoints } from "./say-points";
import type { PointFigures } from "./judge-check.schema";

const GOOD: PointFigures = {
  promptVersion: DEBRIEF_PROMPT_VERSION,
  secondModel: null,
  answers: { read: 2, of: 2 },
  found: { count: 9, of: 12 },
  swallowed: { count: 1, of: 12 },
  lost: { count: 0, of: 12 },
};
const NOTHING = "points are shown and nothing follows.";

it("says what was found, what was believed, and what follows", () => {
  expect(sayPoints(GOOD, true)).toBe(
    "Found 9 of 12 planted points and believed 1 of 12 false ones: its points may hold a level.",
  );
  const poor = { ...GOOD, found: { count: 3, of: 12 }, lost: { count: 5, of: 12 } };
  expect(sayPoints(poor, true)).toBe(
    `Found 3 of 12 planted points and believed 1 of 12 false ones: ${NOTHING} It threw out 5 of 12 true ones.`,
  );
});

it("lets nothing follow from what is old, unread or wasn't asked", () => {
  const old = `Found 9 of 12 planted points and believed 1 of 12 false ones, with older prompts: ${NOTHING}`;
  expect(sayPoints(GOOD, false)).toBe(old);
  expect(sayPoints({ ...GOOD, promptVersion: "0" }, true)).toBe(old);
  expect(sayPoints({ ...GOOD, answers: { read: 1, of: 2 } }, true)).toBe(
    `Read 1 of 2 answers with planted points, the rest got no usable reply: ${NOTHING}`,
  );
  expect(sayPoints(undefined, true)).toBe(`Not checked for planted points: ${NOTHING}`);
});
