import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession, getViewer } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { updateAccess } from "#server/accounts/update-access";
import { updateRole } from "#server/accounts/update-role";
import { submitOverdue } from "#server/attempts/submit-attempt";
import { auditLog } from "#server/db/tables/audit";
import { users } from "#server/db/tables/accounts";
import { attempts } from "#server/db/tables/attempts";
import { createRecordingQueue, openAttempt, saveWork } from "../../support/attempts";
import { loadOneProblem } from "./one-problem";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await loadOneProblem(database.db);
});
afterAll(() => database.drop());

/** The only enabled admins, whoever else a test before made. */
async function createOnlyAdmins<Count extends number>(count: Count): Promise<Viewer[]> {
  await database.db.update(users).set({ role: "candidate" }).where(eq(users.role, "admin"));
  return Promise.all(Array.from({ length: count }, () => createPerson(database.db, "admin")));
}

async function standingOf(personId: string) {
  const [user] = await database.db
    .select({ role: users.role, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, personId));
  return user;
}

function listAudit(subjectId: string, action: string) {
  return database.db
    .select({ actorId: auditLog.actorId, detail: auditLog.detail })
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, subjectId), eq(auditLog.action, action)));
}

async function countAdmins(): Promise<number> {
  const rows = await database.db
    .select({ disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.role, "admin"));
  return rows.filter(({ disabledAt }) => disabledAt === null).length;
}

function outcomes(results: PromiseSettledResult<unknown>[]): unknown[] {
  return results
    .map((result) => (result.status === "fulfilled" ? "done" : result.reason.code))
    .sort();
}

describe("changing a role", () => {
  it("ends the person's sessions and is written down once", async () => {
    const [admin] = await createOnlyAdmins(1);
    const person = await createPerson(database.db);
    const { token } = await createSession(database.db, person.id);
    const change = { actorId: admin?.id ?? "", personId: person.id, role: "reviewer" } as const;
    expect(await updateRole(database.db, change)).toMatchObject({ isChanged: true });
    expect(await updateRole(database.db, change)).toMatchObject({ isChanged: false });
    expect(await getViewer(database.db, token)).toBeNull();
    const again = await createSession(database.db, person.id);
    expect((await getViewer(database.db, again.token))?.role).toBe("reviewer");
    expect(await listAudit(person.id, "account.change_role")).toEqual([
      { actorId: admin?.id, detail: { from: "candidate", to: "reviewer" } },
    ]);
  });

  it("keeps the last enabled admin, even where a disabled one is left", async () => {
    const [last, other] = await createOnlyAdmins(2);
    if (!last || !other) throw new Error("no admins");
    await updateAccess(database.db, { actorId: last.id, personId: other.id, isDisabled: true });
    const self = { actorId: last.id, personId: last.id };
    await expect(updateRole(database.db, { ...self, role: "candidate" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(updateAccess(database.db, { ...self, isDisabled: true })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await standingOf(last.id)).toEqual({ role: "admin", disabledAt: null });
  });

  it("lets an admin step down where another is there", async () => {
    const [self] = await createOnlyAdmins(2);
    const id = self?.id ?? "";
    await updateRole(database.db, { actorId: id, personId: id, role: "candidate" });
    expect(await countAdmins()).toBe(1);
  });

  it("refuses somebody who was an admin when the page was opened", async () => {
    const [admin] = await createOnlyAdmins(1);
    const former = await createPerson(database.db, "reviewer");
    const change = { actorId: former.id, personId: admin?.id ?? "", role: "candidate" } as const;
    await expect(updateRole(database.db, change)).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each(["role", "access"] as const)(
    "leaves one of two admins who take away each other's %s at once, every time",
    async (kind) => {
      for (let round = 0; round < 10; round += 1) {
        const [one, two] = await createOnlyAdmins(2);
        if (!one || !two) throw new Error("no admins");
        const pairs = [
          { actorId: one.id, personId: two.id },
          { actorId: two.id, personId: one.id },
        ];
        const results = await Promise.allSettled(
          pairs.map((pair) =>
            kind === "role"
              ? updateRole(database.db, { ...pair, role: "candidate" })
              : updateAccess(database.db, { ...pair, isDisabled: true }),
          ),
        );
        expect(outcomes(results)).toEqual(["done", "forbidden"]);
        expect(await countAdmins()).toBe(1);
      }
    },
  );

  it("leaves one of five admins who all step down at once", async () => {
    const admins = await createOnlyAdmins(5);
    const results = await Promise.allSettled(
      admins.map(({ id }) =>
        updateRole(database.db, { actorId: id, personId: id, role: "candidate" }),
      ),
    );
    expect(outcomes(results)).toEqual(["conflict", "done", "done", "done", "done"]);
    expect(await countAdmins()).toBe(1);
  });
});

describe("disabling a person", () => {
  it("ends their sessions at once, and enabling brings none of them back", async () => {
    const [admin] = await createOnlyAdmins(1);
    const person = await createPerson(database.db);
    const { token } = await createSession(database.db, person.id);
    const who = { actorId: admin?.id ?? "", personId: person.id };
    await updateAccess(database.db, { ...who, isDisabled: true });
    expect(await getViewer(database.db, token)).toBeNull();
    await updateAccess(database.db, { ...who, isDisabled: false });
    expect(await getViewer(database.db, token)).toBeNull();
    expect(await listAudit(person.id, "account.disable")).toHaveLength(1);
    expect(await listAudit(person.id, "account.enable")).toHaveLength(1);
  });

  it("keeps the attempt under way, and the deadline hands it in", async () => {
    const [admin] = await createOnlyAdmins(1);
    const person = await createPerson(database.db);
    const attemptId = await openAttempt(database.db, person.id);
    const work = { answers: { scenario: "Users ask." } };
    await saveWork(database.db, { attemptId, userId: person.id }, work);
    await updateAccess(database.db, {
      actorId: admin?.id ?? "",
      personId: person.id,
      isDisabled: true,
    });
    await database.db
      .update(attempts)
      .set({ deadlineAt: new Date(Date.now() - 60_000) })
      .where(eq(attempts.id, attemptId));
    const jobs = createRecordingQueue();
    const options = { mode: "standard", limit: 10 } as const;
    const fail = (error: unknown) => {
      throw error;
    };
    const receipts = await submitOverdue(database.db, jobs, options, {
      queueError: fail,
      refusal: (_attemptId, error) => fail(error),
    });
    expect(receipts.map((receipt) => receipt.attemptId)).toEqual([attemptId]);
    expect(jobs.gradeIds).toHaveLength(1);
  });
});
