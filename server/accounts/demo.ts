import { eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { DEMO_ADDRESS_END } from "./demo-address";
import type { Role } from "#domain/accounts/roles";

const DEMO_NAMES: Record<Role, string> = {
  candidate: "Demo Candidate",
  reviewer: "Demo Reviewer",
  admin: "Demo Admin",
};

/**
 * The demo account of a role, created at its first use. It has no password. The caller makes sure
 * that this is the embedded start on loopback; nothing else may offer it.
 */
export async function signInDemo(db: Db, role: Role): Promise<{ userId: string }> {
  const email = `${role}${DEMO_ADDRESS_END}`;
  await db.insert(users).values({ email, name: DEMO_NAMES[role], role }).onConflictDoNothing();
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email));
  if (!user) throw new Error(`the demo account ${email} is gone`);
  return { userId: user.id };
}
