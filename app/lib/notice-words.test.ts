import { describe, expect, it } from "vitest";
import type { Notice } from "#server/notices/list-notices";
import { sayNotice, toNoticePath } from "./notice-words";

const ID = "1a2b3c4d-0000-4000-8000-00000000000f";
const common = { id: 1, isRead: false, createdAt: "2026-11-29T10:00:00.000Z" };
type About = Exclude<Notice, { kind: "due" | "admin_link" }>;

function about(kind: About["kind"], of: About["attempt"]["kind"], outcome?: "granted"): Notice {
  const attempt = { id: ID, kind: of, title: "Voice agent" };
  return { ...common, kind, attempt, outcome: outcome ?? null };
}

const due = (drills: number): Notice => ({ ...common, kind: "due", day: "2026-11-29", drills });
function link(owner: string | null, isOwn = false): Notice {
  const made = { by: "Mal", owner: owner === null ? null : { id: ID, name: owner }, subjectId: ID };
  return { ...common, kind: "admin_link", link: made, isOwn };
}
const say = (notice: Notice) => sayNotice(notice, "2026-11-29");

describe("a notice", () => {
  it.each([
    [about("graded", "interview"), "Your report is ready: Voice agent"],
    [about("graded", "retry"), "Your report is ready: Voice agent"],
    [about("graded", "drill"), "Your drill is graded: Voice agent"],
    [about("regraded", "interview"), "Your report has a new grade: Voice agent"],
    [about("not_graded", "interview"), "Your answer is handed in and has no grade: Voice agent"],
    [about("challenge_settled", "interview", "granted"), "Your challenge was granted: Voice agent"],
    [about("signed", "interview"), "A reviewer signed off your report: Voice agent"],
    [due(1), "One drill is due today."],
    [due(3), "3 drills are due today."],
    [link(null), "Mal invited someone as an admin"],
    [link("Ada"), "Mal created a password reset link for Ada"],
    [link("Ada", true), "Mal created a password reset link for you"],
  ])("$kind says %s", (notice, words) => {
    expect(say(notice)).toBe(words);
  });

  it("of an earlier day says what was due", () => {
    expect(sayNotice(due(1), "2026-11-30")).toBe("One drill was due.");
    expect(sayNotice(due(2), "2026-11-30")).toBe("2 drills were due.");
  });

  it("leads to the report, the drill's result, what is due, or the audit log", () => {
    expect(toNoticePath(about("signed", "retry"))).toBe(`/attempts/${ID}/report`);
    expect(toNoticePath(about("graded", "drill"))).toBe(`/drills/${ID}/result`);
    expect(toNoticePath(due(2))).toBe("/due");
    expect(toNoticePath(link(null))).toBe(`/admin/audit?subject=${ID}`);
  });
});
