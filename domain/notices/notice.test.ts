import { expect, it } from "vitest";
import { subjectOfPath } from "./notice";

const ID = "1a2b3c4d-0000-4000-8000-00000000000f";

it.each([
  [`/attempts/${ID}/report`, { attemptId: ID }],
  [`/drills/${ID}/result`, { attemptId: ID }],
  ["/due", "due"],
  [`/drills/${ID}`, "due"],
  ["/admin/audit", "admin_link"],
])("%s is about what its notices tell", (path, subject) => {
  expect(subjectOfPath(path)).toEqual(subject);
});

it.each([
  "/",
  "/drills",
  "/due/later",
  "/notices",
  `/attempts/${ID}`,
  `/attempts/${ID}/mark`,
  `/attempts/${ID}/report/more`,
  `/attempts/${ID.slice(1)}/report`,
  "/attempts/'; delete from notices --/report",
])("%s reads none", (path) => {
  expect(subjectOfPath(path)).toBeNull();
});
