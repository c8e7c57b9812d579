import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { homeLooks } from "../db/tables/settings";

const HERE = { subjectId: "home_looks", detail: {} };

/** Whether somebody has agreed to looking for models on this machine, and not taken it back. */
export async function mayLookAtHome(db: DbOrTx): Promise<boolean> {
  const rows = await db.select({ id: homeLooks.id }).from(homeLooks);
  return rows.length > 0;
}

/** From now on pages that need a model look for one on this machine. Doing it again changes nothing. */
export async function allowHomeLook(db: Db, { actorId }: { actorId: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const [made] = await tx.insert(homeLooks).values({}).onConflictDoNothing().returning();
    if (made) await writeAudit(tx, { actorId, action: "judge.look", ...HERE });
  });
}

/** Nothing on this machine is looked at from now on. */
export async function endHomeLook(db: Db, { actorId }: { actorId: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx.delete(homeLooks).returning();
    if (gone) await writeAudit(tx, { actorId, action: "judge.look_end", ...HERE });
  });
}
