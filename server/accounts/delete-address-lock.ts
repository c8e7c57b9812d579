import { inArray } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { loginFailures } from "../db/tables/accounts";
import type { LiftAddress } from "#domain/accounts/people.schema";

/** Forgets the failed sign-ins, and the sign-ups, that were counted by an address. */
export async function deleteAddressLock(
  db: Db,
  input: LiftAddress & { actorId: string },
): Promise<void> {
  const { address, actorId } = input;
  await db.transaction(async (tx) => {
    await tx
      .delete(loginFailures)
      .where(inArray(loginFailures.key, [`login_address:${address}`, `sign_up:${address}`]));
    await writeAudit(tx, { actorId, action: "account.lift_lock", subjectId: address, detail: {} });
  });
}
