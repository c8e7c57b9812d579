import { randomUUID } from "node:crypto";
import type { Role } from "#domain/accounts/roles";
import type { Viewer } from "#server/accounts/sessions";
import type { Db } from "#server/db/client";
import { users } from "#server/db/tables/accounts";

/** A person in the database, with an address of their own and no password. */
export async function createPerson(db: Db, role: Role = "candidate"): Promise<Viewer> {
  const email = `${role}-${randomUUID()}@example.org`;
  const [user] = await db
    .insert(users)
    .values({ email, name: `A ${role}`, role })
    .returning({ id: users.id, name: users.name, email: users.email, role: users.role });
  if (!user) throw new Error("the person was not inserted");
  return user;
}
