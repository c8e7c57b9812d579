import { describe, expect, it } from "vitest";
import { describeOverApp } from "./describe-over-app";

describe("describeOverApp", () => {
  it("says nothing where nothing was overtaken", () => {
    expect(describeOverApp({ overApp: [], putBack: [] })).toEqual([]);
  });

  it("says of each file what it came over, and where that is kept", () => {
    const lines = describeOverApp({
      overApp: ["problems/spam", "rubrics/spam.yaml", "problems/spam/answers/weak.md"],
      putBack: ["problems/spam/answers/strong.md"],
    });
    expect(lines).toEqual([
      "problems/spam was changed and replaced a version made in the app, which stays in the history.",
      "rubrics/spam.yaml was changed and replaced a version made in the app, which stays in the history.",
      "problems/spam/answers/weak.md was changed and replaced an edit made in the app; the edit is kept on its draft's page.",
      "problems/spam/answers/strong.md was changed; the answer, which was removed in the app, is back.",
    ]);
  });

  it("takes a problem whose name is answers for a problem", () => {
    expect(describeOverApp({ overApp: ["problems/answers"], putBack: [] })[0]).toContain("version");
  });
});
