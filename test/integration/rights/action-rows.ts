import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { createCohort } from "#server/accounts/create-cohort";
import { createInvitation } from "#server/accounts/create-invitation";
import { signUp } from "#server/accounts/sign-up";
import type { Viewer } from "#server/accounts/sessions";
import { EMPTY_ANSWERS } from "#server/attempts/answer.schema";
import { createDraft, createNewProblemDraft } from "#server/authoring/create-draft";
import { getDraft } from "#server/authoring/get-draft";
import { removeCalibrationAnswer } from "#server/authoring/move-calibration-answer";
import { saveCalibrationAnswer } from "#server/authoring/save-calibration-answer";
import { calibrationAnswers, drafts } from "#server/db/tables/authoring";
import { grades } from "#server/db/tables/grades";
import { invitations } from "#server/db/tables/accounts";
import { judgeTests } from "#server/db/tables/settings";
import { createComment } from "#server/reviews/create-comment";
import { setOverride } from "#server/reviews/set-override";
import { signReview } from "#server/reviews/sign-review";
import { startRating } from "#server/reviews/start-rating";
import { saveRatingMark } from "#server/reviews/save-rating-mark";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { openAttempt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { createPerson } from "../../support/people";
import { BOX_ID } from "../reviews/review-world";
import type { Graded, RightsWorld } from "./rights-world";
import { row } from "./route-table";
import type { Row, Who } from "./route-table";

/** What is sent: the names in the address, and the form's fields but for the intent. */
export type Ask = {
  params?: Record<string, string>;
  fields?: Record<string, string>;
  search?: string;
};
/** One action of a route, and what everybody is answered; `ask` makes what it is done to, anew. */
export type ActionRow = {
  outcomes: Row;
  ask: (world: RightsWorld, who: Who) => Promise<Ask>;
};

const everyone = row("in", "in", "in", "in", "in");
const signedIn = row("sign-in", "in", "in", "in", "in");
const ownOnly = row("sign-in", 404, "in", 404, 404);
const reviewers = row("sign-in", 403, 403, "in", "in");
const admins = row("sign-in", 403, 403, 403, "in");
/** The right person; what is asked for can't be done as things stand. */
const adminsInVain = row("sign-in", 403, 403, 403, 409);

const nothing = (): Promise<Ask> => Promise.resolve({});
const PASSWORD = "a long enough password";

/** Asks about a fresh graded attempt of the owner's. */
function ofGraded(
  outcomes: Row,
  fields: (graded: Graded, world: RightsWorld, who: Who) => Promise<Record<string, string>>,
): ActionRow {
  return {
    outcomes,
    ask: async (world, who) => {
      const graded = await world.createGraded();
      const { attemptId } = graded;
      return { params: { attemptId }, fields: await fields(graded, world, who) };
    },
  };
}

const firstOf = ({ rubric }: Graded): string => rubric.criteria[0]?.id ?? "";

function standingOverride(world: RightsWorld, graded: Graded): Promise<string> {
  const { attemptId, gradeId } = graded;
  return setOverride(
    world.database.db,
    { attemptId, reviewer: world.people.admin },
    { gradeId, criterionId: firstOf(graded), verdict: "met", reason: "It is.", basedOn: null },
  );
}

async function openAppeal(world: RightsWorld, graded: Graded): Promise<string> {
  const { attemptId, gradeId } = graded;
  return submitAppeal(
    world.database.db,
    { attemptId, userId: world.people.owner.id },
    {
      ...{ gradeId, criterionId: firstOf(graded), note: "Here." },
      place: { kind: "drawing", elementIds: [BOX_ID] },
    },
  );
}

/** A person who may rate has begun to. */
async function begin(world: RightsWorld, who: Who, { attemptId, rubric }: Graded): Promise<void> {
  if (who !== "reviewer" && who !== "assignee" && who !== "admin") return;
  const at = { attemptId, reviewer: world.people[who] };
  await startRating(world.database.db, at);
  for (const { id } of rubric.criteria) {
    await saveRatingMark(world.database.db, at, { criterionId: id, verdict: "met" });
  }
}

const ofPerson = (fields: (world: RightsWorld) => Promise<Record<string, string>>): ActionRow => ({
  outcomes: admins,
  ask: async (world) => {
    const { id } = await createPerson(world.database.db);
    return { params: { personId: id }, fields: await fields(world) };
  },
});

const newCohort = (world: RightsWorld) =>
  createCohort(world.database.db, {
    actorId: world.people.admin.id,
    name: `Cohort ${randomUUID()}`,
  });

const ofCohort = (fields: (person: Viewer) => Record<string, string>): ActionRow => ({
  outcomes: admins,
  ask: async (world) => {
    const { cohortId } = await newCohort(world);
    return { params: { cohortId }, fields: fields(await createPerson(world.database.db)) };
  },
});

/** Asks about an open draft of the admin's, with its texts as they are. */
const ofDraft = (outcomes: Row, extra: Record<string, string> = {}): ActionRow => ({
  outcomes,
  ask: async ({ database, people }) => {
    const { draftId } = await createDraft(database.db, { slug: RAG, userId: people.admin.id });
    const draft = await getDraft(database.db, draftId);
    if (!draft) throw new Error("the draft is gone");
    const [{ revision } = { revision: 0 }] = await database.db
      .select({ revision: drafts.revision })
      .from(drafts)
      .where(eq(drafts.id, draftId));
    const { problem, solution, scene, rubric } = draft.texts;
    const fields = { problem, solution, scene, rubric, revision: String(revision), ...extra };
    return { params: { draftId }, fields };
  },
});

/** Asks about a calibration answer of a new problem's draft, as `prepare` leaves it. */
const ofAnswer = (
  prepare: (world: RightsWorld, ask: AnswerAsk) => Promise<unknown> = nothing,
): ActionRow => ({
  outcomes: admins,
  ask: async (world) => {
    const { db } = world.database;
    const by = { userId: world.people.admin.id };
    const slug = `new-${randomUUID().slice(0, 8)}`;
    const { draftId } = await createNewProblemDraft(db, { ...by, slug });
    const head = { band: "weak", level: "mid", note: "Short." } as const;
    const scene = JSON.stringify({ type: "excalidraw", elements: [] });
    const saved = await saveCalibrationAnswer(db, {
      ...{ draftId, ...by },
      save: {
        ...{ name: "weak", baseHash: null, scene, answers: EMPTY_ANSWERS },
        head: { ...head, expected: {} },
      },
    });
    if (saved.status !== "saved") throw new Error("the answer was not saved");
    const ask = { draftId, ...by, name: "weak", baseHash: saved.hash };
    await prepare(world, ask);
    const fields = { name: "weak", baseHash: saved.hash, ...head, scene, scenario: "Changed." };
    return { params: { draftId }, fields };
  },
});
type AnswerAsk = { draftId: string; userId: string; name: string; baseHash: string };

/** As when a file came over an edit. */
const replaceAnswer = ({ database }: RightsWorld, { draftId }: AnswerAsk) =>
  database.db
    .update(calibrationAnswers)
    .set({ replaced: { answer: "before", scene: null, at: new Date().toISOString() } })
    .where(eq(calibrationAnswers.draftId, draftId));

const failedGrading = async (world: RightsWorld): Promise<Graded> => {
  const graded = await world.createGraded();
  await world.database.db
    .update(grades)
    .set({ status: "needs_attention", total: null, summary: null, finishedAt: null })
    .where(eq(grades.id, graded.gradeId));
  return graded;
};

/** Every action: route → intent ("" for a form without one) → who is answered what. */
export const ACTIONS: Record<string, Record<string, ActionRow>> = {
  "/sign-in": {
    "": {
      outcomes: everyone,
      ask: async ({ database }) => {
        const email = `${randomUUID()}@example.org`;
        await signUp(database.db, { name: "Somebody", email, password: PASSWORD });
        return { fields: { email, password: PASSWORD } };
      },
    },
  },
  "/sign-up": {
    "": {
      outcomes: everyone,
      ask: () =>
        Promise.resolve({
          fields: { name: "New", email: `${randomUUID()}@example.org`, password: PASSWORD },
        }),
    },
  },
  "/sign-out": { "": { outcomes: everyone, ask: nothing } },
  // Demo accounts are for the one-command start only.
  "/demo": { "": { outcomes: row(404, 404, 404, 404, 404), ask: nothing } },
  "/invitation/:token": {
    "": {
      outcomes: everyone,
      ask: async ({ database, people }) => {
        const { token } = await createInvitation(database.db, {
          ...{ email: `${randomUUID()}@example.org`, role: "candidate", cohortId: null },
          actorId: people.admin.id,
        });
        return { params: { token }, fields: { name: "Invited", password: PASSWORD } };
      },
    },
  },
  "/problems/:slug": {
    "": {
      outcomes: signedIn,
      ask: () =>
        Promise.resolve({
          params: { slug: RAG },
          fields: { level: "senior", lens: "product", minutes: "45" },
        }),
    },
  },
  "/attempts/:attemptId": {
    "": {
      outcomes: ownOnly,
      ask: async ({ database, people }) => ({
        params: { attemptId: await openAttempt(database.db, people.owner.id) },
        fields: { submitKey: randomUUID() },
      }),
    },
  },
  "/attempts/:attemptId/questions": {
    "": {
      outcomes: ownOnly,
      ask: async ({ database, people }) => ({
        params: { attemptId: await openAttempt(database.db, people.owner.id) },
        fields: { askKey: randomUUID(), question: "How fast must it answer?" },
      }),
    },
  },
  "/attempts/:attemptId/hints": {
    "": {
      // The owner's is a mock interview: there are none.
      outcomes: row("sign-in", 404, 403, 404, 404),
      ask: async ({ database, people }) => ({
        params: { attemptId: await openAttempt(database.db, people.owner.id) },
        fields: { section: "scenario", step: "1" },
      }),
    },
  },
  "/attempts/:attemptId/report": { "": ofGraded(ownOnly, async () => ({})) },
  "/attempts/:attemptId/appeal": {
    "": {
      outcomes: row("sign-in", 404, "in", 403, 403),
      ask: async (world) => {
        const graded = await world.createGraded();
        const { attemptId, gradeId } = graded;
        return {
          ...{ params: { attemptId }, search: `?criterion=${firstOf(graded)}` },
          fields: { gradeId, note: "", where: "text", sentence: "scenario:0:20" },
        };
      },
    },
  },
  "/review/:attemptId": {
    override: ofGraded(reviewers, async (graded) => ({
      ...{ gradeId: graded.gradeId, criterionId: firstOf(graded), verdict: "met" },
      ...{ reason: "It is there.", basedOn: "" },
    })),
    withdraw: ofGraded(reviewers, async (graded, world) => ({
      overrideId: await standingOverride(world, graded),
    })),
    comment: ofGraded(reviewers, async () => ({ text: "Well drawn.", criterionId: "" })),
    // One's own comments only: for each who may come, one of theirs.
    "delete-comment": ofGraded(reviewers, async ({ attemptId }, world, who) => {
      const reviewer =
        who === "reviewer" || who === "assignee" ? world.people[who] : world.people.admin;
      const input = { criterionId: null, text: "A slip." };
      return { commentId: await createComment(world.database.db, { attemptId, reviewer }, input) };
    }),
    assign: ofGraded(reviewers, async (_, { people }) => ({
      ...{ assigneeId: people.admin.id, was: people.assignee.id },
    })),
    sign: ofGraded(reviewers, async ({ gradeId }) => ({ gradeId, seen: "" })),
    unsign: ofGraded(reviewers, async ({ attemptId, gradeId }, { database, people }) => {
      const at = { attemptId, reviewer: people.admin };
      await signReview(database.db, at, { gradeId, seen: "" });
      return {};
    }),
    regrade: ofGraded(reviewers, async () => ({})),
    look: ofGraded(reviewers, async (graded, world, who) => {
      await begin(world, who, graded);
      return {};
    }),
    settle: ofGraded(reviewers, async (graded, world) => ({
      ...{ appealId: await openAppeal(world, graded), outcome: "granted", verdict: "met" },
      ...{ words: "You are right.", basedOn: "" },
    })),
  },
  "/review/ratings/:attemptId": {
    start: ofGraded(reviewers, async () => ({})),
    mark: ofGraded(reviewers, async (graded, world, who) => {
      await begin(world, who, graded);
      return { criterionId: firstOf(graded), verdict: "not_met" };
    }),
    finish: ofGraded(reviewers, async (graded, world, who) => {
      await begin(world, who, graded);
      return {};
    }),
  },
  "/settings": {
    ask: {
      outcomes: admins,
      ask: async ({ database }) => {
        await database.db.delete(judgeTests);
        return {};
      },
    },
    controls: {
      outcomes: admins,
      ask: () => Promise.resolve({ fields: { mode: "thorough", revision: "0" } }),
    },
  },
  "/admin/problems": {
    "": {
      outcomes: admins,
      ask: () => Promise.resolve({ fields: { slug: `new-${randomUUID().slice(0, 8)}` } }),
    },
    edit: { outcomes: admins, ask: () => Promise.resolve({ fields: { slug: RAG } }) },
  },
  "/admin/problems/:slug": {
    "": { outcomes: admins, ask: () => Promise.resolve({ params: { slug: RAG } }) },
  },
  "/admin/drafts/:draftId": {
    check: ofDraft(admins),
    save: ofDraft(admins, { solution: "Another solution.\n" }),
    // No file came with it.
    "read-answers": ofDraft({ ...admins, admin: 400 }),
    "dry-run": ofDraft(admins),
    rebase: ofDraft(admins),
    // Nothing was tried on the calibration answers.
    publish: ofDraft(adminsInVain),
    discard: ofDraft(admins),
  },
  "/admin/drafts/:draftId/answer": {
    save: ofAnswer(),
    remove: ofAnswer(),
    restore: ofAnswer(({ database }, ask) => removeCalibrationAnswer(database.db, ask)),
    "keep-edit": ofAnswer(replaceAnswer),
    "keep-file": ofAnswer(replaceAnswer),
  },
  "/admin/people/:personId": {
    role: ofPerson(async () => ({ role: "reviewer" })),
    access: ofPerson(async () => ({ isDisabled: "true" })),
    "extra-time": ofPerson(async () => ({ percent: "25" })),
    "join-cohort": ofPerson(async (world) => ({ cohortId: (await newCohort(world)).cohortId })),
    "leave-cohort": ofPerson(async (world) => ({ cohortId: (await newCohort(world)).cohortId })),
  },
  "/admin/people/cohorts": {
    "": {
      outcomes: admins,
      ask: () => Promise.resolve({ fields: { name: `Cohort ${randomUUID()}` } }),
    },
  },
  "/admin/people/cohorts/:cohortId": {
    rename: ofCohort(() => ({ name: `Cohort ${randomUUID()}` })),
    add: ofCohort(({ email }) => ({ email })),
    remove: ofCohort(({ id }) => ({ personId: id })),
    delete: ofCohort(() => ({})),
  },
  "/admin/people/invitations": {
    invite: {
      outcomes: admins,
      ask: () =>
        Promise.resolve({
          fields: { email: `${randomUUID()}@example.org`, role: "candidate", cohortId: "" },
        }),
    },
    revoke: {
      outcomes: admins,
      ask: async ({ database, people }) => {
        const email = `${randomUUID()}@example.org`;
        await createInvitation(database.db, {
          ...{ email, role: "candidate", cohortId: null, actorId: people.admin.id },
        });
        const [made] = await database.db
          .select({ id: invitations.id })
          .from(invitations)
          .where(eq(invitations.email, email));
        return { fields: { invitationId: made?.id ?? "" } };
      },
    },
  },
  "/admin/queue": {
    "retry-one": {
      outcomes: admins,
      ask: async (world) => ({ fields: { gradeId: (await failedGrading(world)).gradeId } }),
    },
    "retry-kind": {
      outcomes: admins,
      ask: async (world) => {
        await failedGrading(world);
        return { fields: { errorKind: "unknown" } };
      },
    },
  },
};
