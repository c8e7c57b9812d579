import { expect, it } from "vitest";
import { formatAge } from "./format-age";

const NOW = "2026-03-10T12:00:00.000Z";

it.each([
  ["2026-03-10T11:59:48.000Z", "12 s"],
  ["2026-03-10T11:54:57.000Z", "5 min 3 s"],
  ["2026-03-10T05:00:00.000Z", "7 h"],
  ["2026-03-08T12:00:00.000Z", "2 days"],
  ["2026-03-10T12:00:05.000Z", "0.0 s"],
])("says how long ago %s was", (iso, age) => {
  expect(formatAge(iso, NOW)).toBe(age);
});
