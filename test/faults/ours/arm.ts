import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { createSession } from "#server/accounts/sessions";
import { attempts } from "#server/db/tables/attempts";
import { grades } from "#server/db/tables/grades";
import { openAttempt } from "../../support/attempts";
import { createPerson } from "../../support/people";
import type { Arm, Attempt } from "../arm";
import type { TrialPlan } from "../plan";
import type { Ledger } from "../trial/ledger";
import { startModel } from "../world/model";
import type { World } from "../world/open-world";
import { openOurCandidate } from "./candidate";
import { createHandIn } from "./hand-in";
import { readOurGrading, readOurWork } from "./read-outcome";

/** An attempt that nobody hands in ends this soon; the grace comes on top. */
const DEADLINE_AFTER_MS = 3_000;

/** The product: its own save client, web process, queue, worker and database. */
export const ours: Arm = {
  name: "ours",
  programs: { web: "server/web/main.ts", worker: "server/worker/main.ts" },
  points: {
    save: /insert into revisions/,
    submit: /insert into grades/,
    enqueue: /add_job/,
    grade: /criterion_verdicts/,
  },
  startModel,
  openAttempt: openOurAttempt,
};

async function openOurAttempt(world: World, plan: TrialPlan, ledger: Ledger): Promise<Attempt> {
  const { attemptId, token, userId } = await world.ask(async (db) => {
    const person = await createPerson(db);
    const session = await createSession(db, person.id);
    const id = await openAttempt(db, person.id);
    return { attemptId: id, token: session.token, userId: person.id };
  });
  if (plan.end === "deadline") {
    const deadlineAt = new Date(Date.now() + DEADLINE_AFTER_MS);
    await world.ask((db) =>
      db.update(attempts).set({ deadlineAt }).where(eq(attempts.id, attemptId)),
    );
  }
  const headers = { cookie: `scaleboard=${token}`, origin: world.site.url };
  const findGrade = () =>
    world.ask(async (db) => {
      const [row] = await db
        .select({ id: grades.id, status: grades.status })
        .from(grades)
        .where(eq(grades.attemptId, attemptId));
      return row ?? null;
    });
  return {
    id: attemptId,
    needles: new Set([attemptId]),
    isOwnRequest: ({ method, path }) => method === "POST" && path.includes(attemptId),
    findGradeId: async () => (await findGrade())?.id ?? null,
    openCandidate: (page) =>
      openOurCandidate({ world, plan, ledger, attemptId, userId, headers, page }),
    submit: createHandIn(world, { attemptId, headers, createKey: randomUUID }),
    isSettled: async () => (await findGrade())?.status === "graded",
    readWork: () => world.ask((db) => readOurWork(db, attemptId)),
    readGrading: () => world.ask((db) => readOurGrading(db, attemptId)),
  };
}
