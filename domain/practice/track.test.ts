import { expect, it } from "vitest";
import { firstDayOfWeek, toFirstDay, weekOn } from "./track";

it("counts back from an interview, which comes the day after the last week", () => {
  const startsOn = toFirstDay({ when: "interview", day: "2026-12-31" }, 4);
  expect(startsOn).toBe("2026-12-03");
  expect(weekOn(startsOn, "2026-12-30")).toBe(4);
  expect(weekOn(startsOn, "2026-12-31")).toBe(5);
  expect(toFirstDay({ when: "start", day: "2026-12-31" }, 4)).toBe("2026-12-31");
});

it("knows the week of a day, before, in and between", () => {
  const startsOn = "2026-06-03";
  expect(
    ["2026-06-02", "2026-06-03", "2026-06-09", "2026-06-10"].map((day) => weekOn(startsOn, day)),
  ).toEqual([0, 1, 1, 2]);
  expect(firstDayOfWeek(startsOn, 1)).toBe(startsOn);
  expect(firstDayOfWeek(startsOn, 3)).toBe("2026-06-17");
});
