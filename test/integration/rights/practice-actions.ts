import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { createInvitation } from "#server/accounts/create-invitation";
import { createPasswordReset } from "#server/accounts/create-password-reset";
import { signUp } from "#server/accounts/sign-up";
import type { Db } from "#server/db/client";
import { attempts } from "#server/db/tables/attempts";
import { attemptTurns } from "#server/db/tables/turns";
import { createShareLink } from "#server/grades/create-share-link";
import { listShareLinks } from "#server/grades/list-share-links";
import { getSelfRating } from "#server/reviews/get-self-rating";
import { startSelfRating } from "#server/reviews/start-self-rating";
import { createRecordingQueue, handIn, openAttempt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { gateAnswerHere } from "../../support/gate-here";
import { ANSWERS } from "../../support/grading-fixture";
import { handInDrill, openDrill } from "../drills/drill-world";
import { row } from "./route-table";
import { PASSWORD, everyone, firstOf, nothing, ofGraded, ownOnly, signedIn } from "./action-row";
import type { ActionRows, Ask } from "./action-row";
import type { RightsWorld } from "./rights-world";

const withoutPassword = row("sign-in", 403, 403, 403, 403);

/** An attempt that the owner has begun to mark, and a mark on its first criterion. */
async function askToMark({ database: { db }, people }: RightsWorld): Promise<Ask> {
  const userId = people.owner.id;
  const { attemptId } = await handIn(db, createRecordingQueue(), userId, { answers: ANSWERS });
  await startSelfRating(db, gateAnswerHere, { attemptId, userId });
  const { stage } = await getSelfRating(db, { attemptId, userId }, null);
  const criterionId = stage.kind === "marking" ? stage.criterion.id : "";
  return { params: { attemptId }, fields: { criterionId, verdict: "met" } };
}

/** The attempt that this person has open, whoever began it, with an interviewer. */
async function openProbed(db: Db, userId: string): Promise<string> {
  const attemptId = await openAttempt(db, userId, { probing: "on_request" });
  await db.update(attempts).set({ probing: "on_request" }).where(eq(attempts.id, attemptId));
  return attemptId;
}

/** One in which the interviewer has asked something. */
async function askedAttempt(db: Db, userId: string): Promise<string> {
  const attemptId = await openProbed(db, userId);
  const turn = { seq: 1, kind: "probe" as const, section: "scenario" as const };
  await db
    .insert(attemptTurns)
    .values({ ...turn, attemptId, text: "What comes first?" })
    .onConflictDoUpdate({
      target: [attemptTurns.attemptId, attemptTurns.seq],
      set: { text: "What comes first?" },
    });
  return attemptId;
}

async function askOfDrill({ database, people }: RightsWorld): Promise<Ask> {
  return { params: { attemptId: (await handInDrill(database.db, people.owner.id)).attemptId } };
}

/** What candidates do, and everybody who comes or goes. */
export const PRACTICE_ACTIONS: ActionRows = {
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
  "/notices": { "": { outcomes: signedIn, ask: () => Promise.resolve({ fields: {} }) } },
  "/account": {
    name: { outcomes: signedIn, ask: () => Promise.resolve({ fields: { name: "Renamed" } }) },
    // Nobody of this world has a password: what asks for it is refused.
    email: {
      outcomes: withoutPassword,
      ask: () =>
        Promise.resolve({
          fields: { email: `${randomUUID()}@example.org`, ownPassword: PASSWORD },
        }),
    },
    password: {
      outcomes: withoutPassword,
      ask: () => Promise.resolve({ fields: { password: PASSWORD, ownPassword: PASSWORD } }),
    },
    // Somebody else's, or one that is over, is none: nothing ends.
    "end-session": {
      outcomes: signedIn,
      ask: () => Promise.resolve({ fields: { sessionId: randomUUID() } }),
    },
    "end-other-sessions": { outcomes: signedIn, ask: nothing },
    delete: {
      outcomes: withoutPassword,
      ask: () => Promise.resolve({ fields: { ownPassword: PASSWORD, isSure: "yes" } }),
    },
  },
  // Nobody of this world is the demo candidate of a browser.
  "/account/keep": {
    "": {
      outcomes: row("sign-in", 403, 403, 403, 403),
      ask: () =>
        Promise.resolve({
          fields: { name: "Kept", email: `${randomUUID()}@example.org`, password: PASSWORD },
        }),
    },
  },
  "/due": {
    minutes: { outcomes: signedIn, ask: () => Promise.resolve({ fields: { minutes: "30" } }) },
  },
  "/track": {
    pick: {
      outcomes: signedIn,
      ask: () => {
        const day = new Date().toISOString().slice(0, 10);
        return Promise.resolve({ fields: { track: "four-weeks", when: "start", day } });
      },
    },
    // Of a track that the person doesn't follow, or whom there is none, nothing is ticked.
    tick: {
      outcomes: row("sign-in", 404, 404, 404, 404),
      ask: () => Promise.resolve({ fields: { item: "9/topic/kv-cache", isDone: "true" } }),
    },
    drop: { outcomes: signedIn, ask: nothing },
  },
  "/account/export": { "": { outcomes: signedIn, ask: nothing } },
  "/reset/:token": {
    "": {
      outcomes: everyone,
      ask: async ({ database, people }) => {
        const { userId: personId } = await signUp(database.db, {
          name: "Somebody",
          email: `${randomUUID()}@example.org`,
          password: PASSWORD,
        });
        const ids = { actorId: people.admin.id, personId };
        const { token } = await createPasswordReset(database.db, ids);
        return { params: { token }, fields: { password: `${PASSWORD} anew` } };
      },
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
          email: `${randomUUID()}@example.org`,
          role: "candidate",
          cohortId: null,
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
  "/attempts/:attemptId/retry": {
    // Another interview of the owner's is open: they are told so.
    "": ofGraded(row("sign-in", 404, 409, 404, 404), async (_, { database, people }) => {
      await openAttempt(database.db, people.owner.id);
      return { section: "evaluation" };
    }),
  },
  "/drills": {
    "": {
      outcomes: ownOnly,
      ask: async (world) => {
        const graded = await world.createGraded();
        const { attemptId: from } = graded;
        return { fields: { problem: RAG, criteria: firstOf(graded), from } };
      },
    },
  },
  "/taster": { "": { outcomes: signedIn, ask: nothing } },
  "/drills/:attemptId": {
    "": {
      outcomes: ownOnly,
      ask: async ({ database, people }) => ({
        params: { attemptId: (await openDrill(database.db, people.owner.id)).attemptId },
        fields: { submitKey: randomUUID() },
      }),
    },
  },
  "/drills/:attemptId/result": {
    "": { outcomes: ownOnly, ask: askOfDrill },
    stop: { outcomes: ownOnly, ask: askOfDrill },
    "go-on": { outcomes: ownOnly, ask: askOfDrill },
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
  "/attempts/:attemptId/probes": {
    ask: {
      outcomes: ownOnly,
      ask: async ({ database, people }) => ({
        params: { attemptId: await openProbed(database.db, people.owner.id) },
        fields: { askKey: randomUUID(), section: "scenario" },
      }),
    },
    decline: {
      outcomes: ownOnly,
      ask: async ({ database, people }) => ({
        params: { attemptId: await askedAttempt(database.db, people.owner.id) },
        fields: { turn: "1" },
      }),
    },
    undo_decline: {
      outcomes: ownOnly,
      ask: async ({ database, people }) => ({
        params: { attemptId: await askedAttempt(database.db, people.owner.id) },
        fields: { turn: "1" },
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
  "/attempts/:attemptId/report": {
    "": ofGraded(ownOnly, async () => ({})),
    show: ofGraded(ownOnly, async () => ({})),
    stop: ofGraded(ownOnly, async () => ({})),
    "go-on": ofGraded(ownOnly, async () => ({})),
    // The grade has its debrief, or was due none.
    debrief: ofGraded(row("sign-in", 404, 409, 404, 404), async () => ({})),
    // No model is connected here, so whoever may ask is told so.
    "with-model": ofGraded(row("sign-in", 404, 409, 409, 409), async () => ({})),
  },
  "/attempts/:attemptId/share": {
    create: ofGraded(ownOnly, async () => ({ days: "14" })),
    revoke: ofGraded(ownOnly, async ({ attemptId }, { database: { db }, people }) => {
      const who = { attemptId, userId: people.owner.id };
      await createShareLink(db, { ...who, days: 1, showsName: false, showsScore: false });
      const { links } = await listShareLinks(db, who);
      return { linkId: links[0]?.id ?? "" };
    }),
  },
  "/attempts/:attemptId/mark": {
    // What was handed in is two sentences: the owner is told that there is too little to mark.
    start: ofGraded(row("sign-in", 404, 409, 404, 404), async () => ({})),
    mark: { outcomes: ownOnly, ask: askToMark },
    // Nobody has marked everything.
    finish: {
      outcomes: row("sign-in", 404, 409, 404, 404),
      ask: async (world) => ({ params: (await askToMark(world)).params }),
    },
  },
  "/attempts/:attemptId/challenge": {
    "": ofGraded(row("sign-in", 404, "in", 403, 403), async ({ gradeId }) => ({
      gradeId,
      pointId: "p1",
      note: "The bill is in the next sentence.",
    })),
  },
  "/attempts/:attemptId/appeal": {
    "": {
      outcomes: row("sign-in", 404, "in", 403, 403),
      ask: async (world) => {
        const graded = await world.createGraded();
        const { attemptId, gradeId } = graded;
        return {
          params: { attemptId },
          search: `?criterion=${firstOf(graded)}`,
          fields: { gradeId, note: "", where: "text", sentence: "scenario:0:20" },
        };
      },
    },
  },
};
