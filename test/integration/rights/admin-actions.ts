import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { createCohort } from "#server/accounts/create-cohort";
import { createInvitation } from "#server/accounts/create-invitation";
import { signUp } from "#server/accounts/sign-up";
import type { Viewer } from "#server/accounts/sessions";
import { grades } from "#server/db/tables/grades";
import { invitations } from "#server/db/tables/accounts";
import { judgeChecks } from "#server/db/tables/judge-checks";
import { judgeTests } from "#server/db/tables/settings";
import { createPerson } from "../../support/people";
import type { Graded, RightsWorld } from "./rights-world";
import { row } from "./route-table";
import { admins, adminsInVain, nothing, PASSWORD } from "./action-row";
import type { ActionRow, ActionRows } from "./action-row";

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

const failedGrading = async (world: RightsWorld): Promise<Graded> => {
  const graded = await world.createGraded();
  await world.database.db
    .update(grades)
    .set({ status: "needs_attention", total: null, summary: null, finishedAt: null })
    .where(eq(grades.id, graded.gradeId));
  return graded;
};

/** What admins do besides authoring: people, settings, the queue. */
export const ADMIN_ACTIONS: ActionRows = {
  "/settings": {
    ask: {
      outcomes: admins,
      ask: async ({ database }) => {
        await database.db.delete(judgeTests);
        return {};
      },
    },
    // The offline judge is in use here, and can't be checked.
    "check-judge": {
      outcomes: adminsInVain,
      ask: () => Promise.resolve({ fields: { model: "a-model", mode: "standard" } }),
    },
    "cancel-check": {
      outcomes: admins,
      ask: async ({ database, people }) => {
        const [made] = await database.db
          .insert(judgeChecks)
          .values({ requestedBy: people.admin.id, requestedModel: "a-model", mode: "standard" })
          .returning({ id: judgeChecks.id });
        return { fields: { checkId: made?.id ?? "" } };
      },
    },
    controls: {
      outcomes: admins,
      ask: () => Promise.resolve({ fields: { mode: "thorough", revision: "0" } }),
    },
  },
  "/settings/connect": {
    // Where a model may be connected is refused to the right person: no server is asked here.
    list: {
      outcomes: row("sign-in", 403, 403, 403, 400),
      ask: () => Promise.resolve({ fields: { provider: "ollama", baseUrl: "http://10.0.0.1/v1" } }),
    },
    try: {
      outcomes: admins,
      ask: async ({ database }) => {
        await database.db.delete(judgeTests);
        const baseUrl = "https://models.example/v1";
        return { fields: { provider: "other", baseUrl, model: "m", apiKey: "" } };
      },
    },
    // The machine is a server for many here.
    look: { outcomes: adminsInVain, ask: nothing },
    "look-end": { outcomes: admins, ask: nothing },
    download: {
      outcomes: adminsInVain,
      ask: () => Promise.resolve({ fields: { model: "qwen3.5:9b" } }),
    },
    "download-cancel": { outcomes: admins, ask: nothing },
    // Nothing of this name was tried.
    use: {
      outcomes: adminsInVain,
      ask: () => Promise.resolve({ fields: { connectionId: randomUUID() } }),
    },
    widen: {
      outcomes: adminsInVain,
      ask: () => Promise.resolve({ fields: { connectionId: randomUUID() } }),
    },
    stop: {
      outcomes: adminsInVain,
      ask: () => Promise.resolve({ fields: { connectionId: randomUUID() } }),
    },
    disconnect: { outcomes: admins, ask: nothing },
  },
  "/admin/people/:personId": {
    role: ofPerson(async () => ({ role: "reviewer" })),
    "reset-link": {
      outcomes: admins,
      ask: async ({ database }) => {
        const email = `${randomUUID()}@example.org`;
        const account = { name: "Somebody", email, password: PASSWORD };
        return { params: { personId: (await signUp(database.db, account)).userId } };
      },
    },
    access: ofPerson(async () => ({ isDisabled: "true" })),
    "extra-time": ofPerson(async () => ({ percent: "25" })),
    "join-cohort": ofPerson(async (world) => ({ cohortId: (await newCohort(world)).cohortId })),
    "lift-lock": ofPerson(async () => ({})),
    "leave-cohort": ofPerson(async (world) => ({ cohortId: (await newCohort(world)).cohortId })),
  },
  "/admin/people": {
    "lift-address": {
      outcomes: admins,
      ask: () => Promise.resolve({ fields: { address: "203.0.113.7" } }),
    },
  },
  "/admin/people/cohorts": {
    create: {
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
          email,
          role: "candidate",
          cohortId: null,
          actorId: people.admin.id,
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
