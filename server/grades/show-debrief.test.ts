import { describe, expect, it } from "vitest";
import { debriefSchema } from "#domain/grading/debrief.schema";
import type { PointEdit } from "#domain/reviews/point-edit.schema";
import { makeDebrief } from "../../test/support/debrief";
import { showDebrief } from "./show-debrief";

const DEBRIEF = makeDebrief();
const HEAD = { by: "Rae", at: "2026-12-01T10:00:00.000Z", withdrawnAt: null };
const WORDING = {
  headline: "The bill is per day",
  consequence: "Per month it is thirty times as much.",
  sayInstead: "That is per day.",
};

function shown(edits: PointEdit[] = []) {
  const debrief = showDebrief(DEBRIEF, edits);
  if (debrief === null || "leftOut" in debrief) throw new Error("no debrief is shown");
  return debrief;
}

describe("showDebrief", () => {
  it("is of a debrief that passes the schema", () => {
    expect(debriefSchema.parse(DEBRIEF)).toEqual(DEBRIEF);
  });

  it("keeps failures, models and what was dropped on the server", () => {
    expect(Object.keys(shown()).sort()).toEqual(
      ["asides", "heart", "isLater", "nextQuestion", "points", "sinks", "strengths"].sort(),
    );
    const text = JSON.stringify(shown());
    for (const hidden of ["failureId", "day-called-month", "ffff", "reader", "leaks between"]) {
      expect(JSON.stringify(DEBRIEF)).toContain(hidden);
      expect(text).not.toContain(hidden);
    }
    expect(text).toContain("A day's bill is called a month's");
  });

  it("leaves out a struck point, and what sinks with a point that sinks", () => {
    const strike = { ...HEAD, id: "e1", kind: "struck", reason: "It isn't so." } as const;
    const first = shown([{ ...strike, pointId: "p1" }]);
    expect(first.points.map(({ id }) => id)).toEqual(["p2"]);
    expect(first.sinks).toBe("");
    const second = shown([{ ...strike, pointId: "p2" }]);
    expect(second.points.map(({ id }) => id)).toEqual(["p1"]);
    expect(second.sinks).toBe(DEBRIEF.sinks);
    expect(shown([{ ...strike, pointId: "p1", withdrawnAt: HEAD.at }])).toEqual(shown());
  });

  it("shows a corrected point in the reviewer's words, without sums whose number is gone", () => {
    const edit = { ...HEAD, id: "e1", pointId: "p1", kind: "corrected", wording: WORDING } as const;
    expect(shown([edit]).points[0]).toMatchObject({
      ...WORDING,
      figures: [],
      corrected: { by: "Rae", at: HEAD.at },
    });
    const kept = { ...WORDING, sayInstead: "That is $1,800 a month." };
    expect(shown([{ ...edit, wording: kept }]).points[0]?.figures).toHaveLength(1);
  });

  it("says why a debrief was left out, and nothing of a grade that was due none", () => {
    expect(showDebrief({ status: "left_out", reason: "money" }, [])).toEqual({ leftOut: "money" });
    expect(showDebrief(undefined, [])).toBeNull();
  });
});
