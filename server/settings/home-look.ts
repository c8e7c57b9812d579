import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { homeLooks } from "../db/tables/settings";
import { cancelIn } from "./home-download";

const HERE = { subjectId: "home_looks", detail: {} };

/** From now on pages that need a model look for one on this machine. Doing it again changes nothing. */
export async function allowHomeLook(db: Db, { actorId }: { actorId: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const [made] = await tx.insert(homeLooks).values({}).onConflictDoNothing().returning();
    if (made) await writeAudit(tx, { actorId, action: "judge.look", ...HERE });
  });
}

/** Nothing on this machine is looked at from now on, and a download ends. */
export async function endHomeLook(db: Db, { actorId }: { actorId: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx.delete(homeLooks).returning();
    if (!gone) return;
    await writeAudit(tx, { actorId, action: "judge.look_end", ...HERE });
    await cancelIn(tx, actorId);
  });
}
