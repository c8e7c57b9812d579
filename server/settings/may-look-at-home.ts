import type { DbOrTx } from "../db/client";
import { homeLooks } from "../db/tables/settings";
import { AppError } from "../errors";

/** Whether somebody has agreed to looking for models on this machine, and not taken it back. */
export async function mayLookAtHome(db: DbOrTx): Promise<boolean> {
  const rows = await db.select({ id: homeLooks.id }).from(homeLooks);
  return rows.length > 0;
}

/**
 * In a transaction the yes stays until its end.
 * @throws AppError `conflict` before somebody has agreed
 */
export async function requireHomeLook(db: DbOrTx): Promise<void> {
  const [look] = await db.select({ id: homeLooks.id }).from(homeLooks).for("share");
  if (look) return;
  throw new AppError("conflict", {
    message: "nobody has agreed to looking at this machine",
    userMessage: "Let Scaleboard look for models on this machine first.",
  });
}
