import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";

/** Changes the name that a person goes by, on all they did and will do. */
export async function updateOwnName(
  db: Db,
  input: { userId: string; name: string },
): Promise<void> {
  const { userId, name } = input;
  await db.transaction(async (tx) => {
    await tx.update(users).set({ name }).where(eq(users.id, userId));
    await writeAudit(tx, {
      actorId: userId,
      action: "account.rename",
      subjectId: userId,
      detail: {},
    });
  });
}
