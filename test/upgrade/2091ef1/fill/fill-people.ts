import { eq } from "drizzle-orm";
import { acceptInvitation } from "#server/accounts/accept-invitation";
import { createCohort } from "#server/accounts/create-cohort";
import { createInvitation } from "#server/accounts/create-invitation";
import { signInDemo } from "#server/accounts/demo";
import { createLoginLimiter } from "#server/accounts/login-limiter";
import { revokeInvitation } from "#server/accounts/revoke-invitation";
import type { Role } from "#server/accounts/roles";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import { createSession } from "#server/accounts/sessions";
import { signIn } from "#server/accounts/sign-in";
import { signUp } from "#server/accounts/sign-up";
import { updateAccess } from "#server/accounts/update-access";
import { updateExtraTime } from "#server/accounts/update-extra-time";
import { updateRole } from "#server/accounts/update-role";
import { invitations, users } from "#server/db/tables/accounts";
import { isAppError } from "#server/errors";
import { personOf } from "./world";
import type { World } from "./world";

/** Everybody's; the test signs in with it. */
export const PASSWORD = "old oak leaves, 2091";

const PEOPLE: [string, Role][] = [
  ["Ada", "admin"],
  ["Bea", "candidate"],
  ["Carl", "reviewer"],
  ["Dora", "reviewer"],
  ["Eva", "reviewer"],
  ["Fay", "candidate"],
  ["Gil", "candidate"],
  ["Hal", "candidate"],
  ["Ida", "candidate"],
  ["Jon", "candidate"],
  ["Kim", "candidate"],
  ["Lou", "candidate"],
];

/** A dozen people and one by invitation, roles changed, access taken, cohorts and invitations. */
export async function fillPeople(world: World): Promise<void> {
  const { db, pool } = world;
  for (const [name, role] of PEOPLE) {
    const email = `${name.toLowerCase()}@example.org`;
    await signUp(db, { name, email, password: PASSWORD }, role);
  }
  await signInDemo(db, "candidate");
  await readPeople(world);
  const idOf = (name: string) => personOf(world, name).id;
  const actorId = idOf("Ada");
  await updateRole(db, { actorId, personId: idOf("Bea"), role: "admin" });
  await updateAccess(db, { actorId, personId: idOf("Lou"), isDisabled: true });
  await updateExtraTime(db, { actorId, personId: idOf("Kim"), percent: 25, includesOpen: true });
  const { cohortId } = await createCohort(db, { actorId, name: "Spring class" });
  await createCohort(db, { actorId, name: "Study group" });
  for (const name of ["Fay", "Gil", "Kim"]) {
    await saveCohortMember(db, { actorId, cohortId, person: { id: idOf(name) } });
  }
  await invite(world, actorId, cohortId);
  const limiter = createLoginLimiter(pool);
  const address = "203.0.113.9";
  const wrong = { email: "gil@example.org", password: "not this one", address };
  await signIn(db, limiter, wrong).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
  });
  await signIn(db, limiter, { email: "ada@example.org", password: PASSWORD, address });
  for (const name of ["Ada", "Fay", "Fay"]) await createSession(db, idOf(name));
  await readPeople(world);
}

/** One invitation of each kind: used, open, revoked, run out. */
async function invite({ db }: World, actorId: string, cohortId: string): Promise<void> {
  const ask = { actorId, role: "candidate" as const, cohortId: null };
  const used = await createInvitation(db, { ...ask, email: "mia@example.org", cohortId });
  await acceptInvitation(db, { token: used.token, name: "Mia", password: PASSWORD });
  await createInvitation(db, { ...ask, email: "open@example.org", role: "reviewer" });
  await createInvitation(db, { ...ask, email: "revoked@example.org" });
  await createInvitation(db, { ...ask, email: "late@example.org" });
  const [revoked] = await db
    .select({ id: invitations.id })
    .from(invitations)
    .where(eq(invitations.email, "revoked@example.org"));
  await revokeInvitation(db, { actorId, invitationId: revoked?.id ?? "" });
  await db
    .update(invitations)
    .set({ expiresAt: new Date("2026-01-01T00:00:00Z") })
    .where(eq(invitations.email, "late@example.org"));
}

async function readPeople(world: World): Promise<void> {
  const rows = await world.db
    .select({ id: users.id, name: users.name, email: users.email, role: users.role })
    .from(users);
  world.people = Object.fromEntries(rows.map((row) => [row.name, row]));
}
