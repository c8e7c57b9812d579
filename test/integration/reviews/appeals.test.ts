import { eq, inArray, ne } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { getReview } from "#server/reviews/get-review";
import type { OwnVerdict } from "#domain/reviews/own-verdicts";
import type { Place } from "#domain/reviews/review.schema";
import { setOverride } from "#server/reviews/set-override";
import { settleAppeal } from "#server/reviews/settle-appeal";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { requestRegrade } from "#server/reviews/request-regrade";
import { users } from "#server/db/tables/accounts";
import { appeals } from "#server/db/tables/reviews";
import { createRecordingQueue, openReplied, submit } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";
import { BOX_ID, SCENARIO, codeOf, gradeWith, handInWork, wordsOf } from "./review-world";

const SENTENCE: Place = { kind: "text", section: "scenario", start: 0, end: 46 };

let database: TestDatabase;
let candidate: Viewer;
let ada: Viewer;
let bert: Viewer;
let attemptId: string;
let gradeId: string;
let missed: string;
let met: string;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { db } = database;
  candidate = await createPerson(db);
  ada = await createPerson(db, "reviewer");
  bert = await createPerson(db, "reviewer");
  ({ attemptId, gradeId } = await handInWork(db, candidate.id));
  const rubric = await gradeWith(db, gradeId, "not_met", { "scale-rate": { verdict: "met" } });
  // One of which half is a verdict too.
  missed = rubric.criteria.find(({ id, partial }) => partial && id !== "scale-rate")?.id ?? "";
  met = "scale-rate";
});

function appeal(
  changes: Partial<{
    criterionId: string;
    place: Place;
    user: Viewer;
    ownVerdict: OwnVerdict;
  }> = {},
) {
  const { criterionId = missed, place = SENTENCE, user = candidate, ownVerdict } = changes;
  return submitAppeal(
    database.db,
    { attemptId, userId: user.id },
    { gradeId, criterionId, note: "The first sentence says so.", place, ownVerdict },
  );
}

const see = (viewer: Viewer = candidate) => getReview(database.db, { attemptId, viewer });

function grant(reviewer: Viewer, appealId: string, basedOn: string | null = null) {
  return settleAppeal(
    database.db,
    { attemptId, reviewer },
    { outcome: "granted", appealId, verdict: "met", words: "Right, it is there.", basedOn },
  );
}

function decline(reviewer: Viewer, appealId: string) {
  return settleAppeal(
    database.db,
    { attemptId, reviewer },
    { outcome: "declined", appealId, words: "A rate is no outcome." },
  );
}

describe("an appeal", () => {
  it("points at a sentence, and waits", async () => {
    await appeal();
    const [open] = (await see(ada)).appeals;
    expect(open).toMatchObject({ criterionId: missed, settled: null, place: SENTENCE });
    expect(SCENARIO.slice(0, 46)).toBe("The desk takes 40 questions a second at noon. ");
  });

  it("keeps one's own mark where nobody reviews, and only there", async () => {
    const { stands: before } = await see();
    await appeal({ ownVerdict: "met" });
    expect((await see()).appeals).toMatchObject([{ ownVerdict: null }]);
    const { db } = database;
    await db.delete(appeals).where(eq(appeals.attemptId, attemptId));
    const staff = await db.select({ id: users.id }).from(users).where(ne(users.role, "candidate"));
    const ids = staff.map(({ id }) => id);
    await db.update(users).set({ disabledAt: new Date() }).where(inArray(users.id, ids));
    try {
      await appeal({ ownVerdict: "met" });
    } finally {
      await db.update(users).set({ disabledAt: null }).where(inArray(users.id, ids));
    }
    const { appeals: kept, stands } = await see();
    expect(kept).toMatchObject([{ ownVerdict: "met", settled: null }]);
    // No score moves by it.
    expect(stands).toEqual(before);
  });

  it("points at boxes", async () => {
    await appeal({ place: { kind: "drawing", elementIds: [BOX_ID] } });
    expect((await see()).appeals).toMatchObject([
      { place: { kind: "drawing", elementIds: [BOX_ID] } },
    ]);
  });

  describe("at a reply", () => {
    const REPLY = "Beyond two seconds a person takes over. They see the whole chat.";
    const place: Place = { kind: "reply", turn: 1, start: 0, end: 39 };

    /** What is handed in stays as it was, so the reply is written before. */
    async function reply({ isDeclined = false } = {}): Promise<void> {
      const { db } = database;
      ({ attemptId } = await openReplied(db, candidate.id, { reply: REPLY, isDeclined }));
      ({ gradeId } = await submit(db, createRecordingQueue(), { attemptId, userId: candidate.id }));
      await gradeWith(db, gradeId, "not_met");
    }

    it("is stored with its follow-up, and read back", async () => {
      await reply();
      await appeal({ place });
      expect(REPLY.slice(0, 39)).toBe("Beyond two seconds a person takes over.");
      expect((await see(ada)).appeals).toMatchObject([{ place }]);
      // The candidate's own copy of their data has it too.
      const rows = await database.db.select().from(appeals).where(eq(appeals.attemptId, attemptId));
      expect(rows).toMatchObject([{ section: "components", turn: 1, elementIds: null }]);
    });

    it("is refused where there is none: no such follow-up, past its end, or declined", async () => {
      await reply();
      expect(await codeOf(appeal({ place: { ...place, turn: 2 } }))).toBe("bad_request");
      expect(await codeOf(appeal({ place: { ...place, end: 900 } }))).toBe("bad_request");
      await reply({ isDeclined: true });
      expect(await codeOf(appeal({ place }))).toBe("bad_request");
    });
  });

  it.each<[string, Place]>([
    ["past the text's end", { kind: "text", section: "scenario", start: 0, end: 9_999 }],
    ["in an empty section", { kind: "text", section: "evaluation", start: 0, end: 5 }],
    ["at a box that isn't there", { kind: "drawing", elementIds: ["elsewhere"] }],
  ])("is refused %s", async (_, place) => {
    expect(await codeOf(appeal({ place }))).toBe("bad_request");
  });

  it("is one a criterion and grade, however often it is sent", async () => {
    const codes = await Promise.all([codeOf(appeal()), codeOf(appeal())]);
    expect(codes.sort()).toEqual(["conflict", "done"]);
    expect((await see()).appeals).toHaveLength(1);
  });

  it("is for what is not met, on the newest grade, by the candidate", async () => {
    expect(await codeOf(appeal({ criterionId: met }))).toBe("conflict");
    expect(await codeOf(appeal({ user: bert }))).toBe("not_found");
    const next = await requestRegrade(
      database.db,
      createRecordingQueue(),
      { attemptId, reviewer: ada },
      () => undefined,
    );
    await gradeWith(database.db, next, "not_met");
    expect(await codeOf(appeal())).toBe("conflict");
  });
});

describe("settling", () => {
  it("grants with a verdict that stands from then on", async () => {
    await grant(ada, await appeal());
    const review = await see();
    expect(review.appeals[0]?.settled).toMatchObject({
      outcome: "granted",
      verdict: "met",
      words: "Right, it is there.",
      by: ada.name,
    });
    expect(review.verdicts).toMatchObject([
      { criterionId: missed, verdict: "met", reason: "Right, it is there." },
    ]);
  });

  it("declines with words and leaves the verdict", async () => {
    await decline(ada, await appeal());
    const review = await see();
    expect(review.appeals[0]?.settled).toMatchObject({ outcome: "declined", verdict: "not_met" });
    expect(review.verdicts).toEqual([]);
  });

  it("happens once: the second of two reviewers hears what was done", async () => {
    const appealId = await appeal();
    const words = await Promise.all([
      wordsOf(grant(ada, appealId)),
      wordsOf(decline(bert, appealId)),
    ]);
    expect(words.filter((said) => said === "")).toHaveLength(1);
    expect(words.join("")).toMatch(/has (granted|declined) this appeal already/);
  });

  it("does not grant over a verdict that the reviewer hasn't seen", async () => {
    const appealId = await appeal();
    await setOverride(
      database.db,
      { attemptId, reviewer: bert },
      { gradeId, criterionId: missed, verdict: "partial", reason: "Half of it.", basedOn: null },
    );
    expect(await wordsOf(grant(ada, appealId))).toContain("Half of it.");
    expect((await see()).appeals[0]?.settled).toBeNull();
  });

  it("grants nothing that is already met, and is no candidate's to do", async () => {
    const appealId = await appeal();
    const override = await setOverride(
      database.db,
      { attemptId, reviewer: bert },
      { gradeId, criterionId: missed, verdict: "met", reason: "Seen.", basedOn: null },
    );
    expect(await codeOf(grant(ada, appealId, override))).toBe("bad_request");
    expect(await codeOf(decline(candidate, appealId))).toBe("forbidden");
  });
});
