import { and, eq, like, not } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { DEMO_ADDRESS_END } from "./demo-address";

/**
 * Changes the name that a person goes by, on all they did and will do.
 * @throws AppError `forbidden` for a demo account: others use it as well, or know it by its number
 */
export async function updateOwnName(
  db: Db,
  input: { userId: string; name: string },
): Promise<void> {
  const { userId, name } = input;
  await db.transaction(async (tx) => {
    const [renamed] = await tx
      .update(users)
      .set({ name })
      .where(and(eq(users.id, userId), not(like(users.email, `%${DEMO_ADDRESS_END}`))))
      .returning({ id: users.id });
    if (!renamed) {
      throw new AppError("forbidden", {
        message: "renaming a demo account",
        userMessage: "A demo account keeps its name.",
      });
    }
    await writeAudit(tx, {
      actorId: userId,
      action: "account.rename",
      subjectId: userId,
      detail: {},
    });
  });
}
