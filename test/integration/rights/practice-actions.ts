import { randomUUID } from "node:crypto";
import { createInvitation } from "#server/accounts/create-invitation";
import { signUp } from "#server/accounts/sign-up";
import { openAttempt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { row } from "./route-table";
import { PASSWORD, everyone, firstOf, nothing, ofGraded, ownOnly, signedIn } from "./action-row";
import type { ActionRows } from "./action-row";

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
};
