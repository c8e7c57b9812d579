import type { AppLoadContext } from "@remix-run/node";
import { count, sql } from "drizzle-orm";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { assignReview } from "#server/reviews/assign-review";
import { createShippedDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import { makeDebrief } from "../../support/debrief";
import { createPerson } from "../../support/people";
import { gradeWith, handInWork } from "../reviews/review-world";
import type { Who } from "./route-table";

export type Graded = { attemptId: string; gradeId: string; rubric: Rubric };

/** A person of each kind on one database, and attempts of the owner's as a test asks for them. */
export type RightsWorld = {
  database: TestDatabase;
  people: Record<Exclude<Who, "anonymous">, Viewer>;
  contextOf: (who: Who) => AppLoadContext;
  tokenOf: (who: Who) => string | null;
  /** Null of nobody. */
  idOf: (who: Who) => string | null;
  /** A fresh attempt of the owner's, graded "not met" throughout, with a debrief, assigned to the assignee. */
  createGraded: () => Promise<Graded>;
  /** Entries of the audit log: what was refused leaves none. */
  countEntries: () => Promise<number>;
  /** Entries that hold an e-mail address. */
  listAddressEntries: () => Promise<unknown[]>;
  close: () => Promise<void>;
};

export async function openRightsWorld(): Promise<RightsWorld> {
  const database = await createShippedDatabase();
  const { db } = database;
  const pages = createPageWorld(database);
  const people = {
    candidate: await createPerson(db),
    owner: await createPerson(db),
    reviewer: await createPerson(db, "reviewer"),
    assignee: await createPerson(db, "reviewer"),
    admin: await createPerson(db, "admin"),
  };
  const contexts = new Map<Who, AppLoadContext>();
  const tokens = new Map<Who, string>();
  contexts.set("anonymous", await pages.contextFor(null));
  for (const [who, { id }] of Object.entries(people) as [Who, Viewer][]) {
    const { token } = await createSession(db, id);
    tokens.set(who, token);
    contexts.set(who, await pages.contextFor(token));
  }
  return {
    database,
    people,
    contextOf: (who) => {
      const context = contexts.get(who);
      if (!context) throw new Error(`nobody is ${who}`);
      return context;
    },
    tokenOf: (who) => tokens.get(who) ?? null,
    idOf: (who) => (who === "anonymous" ? null : people[who].id),
    createGraded: async () => {
      const work = await handInWork(db, people.owner.id);
      const rubric = await gradeWith(db, work.gradeId, "not_met", {}, null, makeDebrief(), ["p1"]);
      await recordOwnSight(db, { attemptId: work.attemptId, userId: people.owner.id });
      await assignReview(
        db,
        { attemptId: work.attemptId, reviewer: people.admin },
        { assigneeId: people.assignee.id, was: null },
      );
      return { ...work, rubric };
    },
    countEntries: async () => {
      const [entries] = await db.select({ count: count() }).from(auditLog);
      return entries?.count ?? 0;
    },
    listAddressEntries: () =>
      db
        .select()
        .from(auditLog)
        .where(sql`${auditLog.detail}::text || ${auditLog.subjectId} ~ '[^ "]@[^ "]+[.]'`),
    close: async () => {
      await pages.close();
      await database.drop();
    },
  };
}
