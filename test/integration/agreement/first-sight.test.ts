import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import { ratings, reviewSights } from "#server/db/tables/reviews";
import { agreementFilterSchema } from "#domain/reviews/agreement.schema";
import { getAgreement } from "#server/reviews/get-agreement";
import { getLabelExport } from "#server/reviews/get-label-export";
import { listRatingQueue } from "#server/reviews/list-rating-queue";
import { recordSight } from "#server/reviews/record-sight";
import { saveRatingMark } from "#server/reviews/save-rating-mark";
import { startRating } from "#server/reviews/start-rating";
import { submitRating } from "#server/reviews/submit-rating";
import { loader as reportLoader } from "~/routes/report/report";
import { action as reviewAction, loader as reviewLoader } from "~/routes/review/review";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { codeOf, gradeWith, handInWork } from "../reviews/review-world";

let database: TestDatabase;
let world: PageWorld;
let candidate: Viewer;
let ada: Viewer;
let attemptId: string;
let gradeId: string;
let criteria: { id: string }[];

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  candidate = await createPerson(database.db);
  ada = await createPerson(database.db, "reviewer");
  ({ attemptId, gradeId } = await handInWork(database.db, candidate.id));
  ({ criteria } = await gradeWith(database.db, gradeId, "met"));
});

const at = (reviewer: Viewer) => ({ attemptId, reviewer });

async function argsFor(viewer: Viewer, request: Request) {
  const { token } = await createSession(database.db, viewer.id);
  return { request, params: { attemptId }, context: await world.contextFor(token) };
}

async function openReview(viewer: Viewer) {
  return reviewLoader(await argsFor(viewer, new Request(`http://localhost/review/${attemptId}`)));
}

async function openReport(viewer: Viewer): Promise<Response | null> {
  const request = new Request(`http://localhost/attempts/${attemptId}/report`);
  try {
    await reportLoader(await argsFor(viewer, request));
    return null;
  } catch (error) {
    if (error instanceof Response) return error;
    throw error;
  }
}

async function look(viewer: Viewer): Promise<boolean> {
  const answer = await reviewAction(
    await argsFor(viewer, postForm(`/review/${attemptId}`, { intent: "look" })),
  );
  return answer.data.isDone;
}

const sightOf = (person: Viewer) =>
  database.db
    .select()
    .from(reviewSights)
    .where(and(eq(reviewSights.attemptId, attemptId), eq(reviewSights.personId, person.id)));

async function markAll(person: Viewer): Promise<void> {
  await startRating(database.db, at(person));
  for (const { id } of criteria) {
    await saveRatingMark(database.db, at(person), { criterionId: id, verdict: "not_met" });
  }
}

/** Whether the attempt stands on the board: it was rated blindly by somebody. */
async function isOnBoard(): Promise<boolean> {
  const { fitting } = await getAgreement(database.db, agreementFilterSchema.parse({}));
  const [finished] = await database.db
    .select()
    .from(ratings)
    .where(and(eq(ratings.attemptId, attemptId)));
  return fitting > 0 && (finished?.finishedAt ?? null) !== null;
}

describe("the first sight of the judge's marks", () => {
  it.each([
    ["review", openReview],
    ["report", openReport],
  ])("is noted when the %s is opened, and rules a rating out", async (_, open) => {
    expect(await sightOf(ada)).toEqual([]);
    await open(ada);
    const [first] = await sightOf(ada);
    await open(ada);
    expect(await sightOf(ada)).toEqual([first]);
    expect(await codeOf(startRating(database.db, at(ada)))).toBe("conflict");
    const { waiting } = await listRatingQueue(database.db, ada.id);
    expect(waiting.map((card) => card.attemptId)).not.toContain(attemptId);
    const other = await createPerson(database.db, "reviewer");
    expect(await codeOf(startRating(database.db, at(other)))).toBe("done");
  });

  it("is noted when labels are exported", async () => {
    await getLabelExport(database.db, { attemptId, viewer: ada }, "sign-off").catch(
      () => "refused",
    );
    expect(await sightOf(ada)).toHaveLength(1);
  });

  it("is none while there is no grade, and none of one's own work", async () => {
    await openReport(candidate);
    expect(await sightOf(candidate)).toEqual([]);
    const { attemptId: ungraded } = await handInWork(database.db, candidate.id);
    await recordSight(database.db, { attemptId: ungraded, viewer: ada });
    const rows = await database.db
      .select()
      .from(reviewSights)
      .where(eq(reviewSights.attemptId, ungraded));
    expect(rows).toEqual([]);
  });
});

describe("who rates an attempt blindly", () => {
  it("is shown nothing of its review or report until they choose", async () => {
    await markAll(ada);
    expect(await openReview(ada)).toEqual({ isRating: true, attemptId });
    expect((await openReport(ada))?.headers.get("location")).toBe(`/review/${attemptId}`);
    expect(await codeOf(exportLabels())).toBe("conflict");
    expect(await sightOf(ada)).toEqual([]);
    await submitRating(database.db, at(ada));
    expect(await isOnBoard()).toBe(true);
    expect(await openReview(ada)).toMatchObject({ isRating: false });
  });

  it("may give the rating up: its marks are gone, and it never counts", async () => {
    await markAll(ada);
    expect(await look(ada)).toBe(true);
    expect(await openReview(ada)).toMatchObject({ isRating: false });
    expect(await codeOf(submitRating(database.db, at(ada)))).toBe("conflict");
    expect(await codeOf(startRating(database.db, at(ada)))).toBe("conflict");
    expect(await isOnBoard()).toBe(false);
    const entries = await database.db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.actorId, ada.id));
    expect(entries.map(({ action }) => action)).toEqual(["rating.start", "rating.give_up"]);
  });

  it("keeps a finished rating, whatever they look at later", async () => {
    await markAll(ada);
    await submitRating(database.db, at(ada));
    await look(ada);
    expect(await isOnBoard()).toBe(true);
  });

  it("can't end a rating that was begun in another tab after a look", async () => {
    await Promise.all([openReview(ada), codeOf(startRating(database.db, at(ada)))]);
    const [[sight], [rating]] = await Promise.all([
      sightOf(ada),
      database.db.select().from(ratings).where(eq(ratings.attemptId, attemptId)),
    ]);
    const mark = { criterionId: criteria[0]?.id ?? "", verdict: "met" } as const;
    const ended = await codeOf(saveRatingMark(database.db, at(ada), mark));
    // Either they have seen it, or they rate: never both.
    expect(ended).toBe(sight === undefined && rating !== undefined ? "done" : "conflict");
  });
});

function exportLabels() {
  return getLabelExport(database.db, { attemptId, viewer: ada }, "sign-off");
}
