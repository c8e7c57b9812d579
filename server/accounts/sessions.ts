import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { prepareOnce } from "../db/prepare-once";
import { sessions, users } from "../db/tables/accounts";
import type { Role } from "#domain/accounts/roles";

/** The signed-in person, as pages see them. */
export type Viewer = { id: string; name: string; email: string; role: Role };

const SESSION_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const TOKEN_BYTES = 32;
const MAX_USER_AGENT_CHARS = 300;

/**
 * Opens a session. The token goes into the cookie and nowhere else: the table keeps its hash.
 * Thirty days are longer than any attempt, so that none is interrupted by an expiry.
 */
export async function createSession(
  db: DbOrTx,
  userId: string,
  userAgent = "",
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const expiresAt = new Date(Date.now() + SESSION_DAYS * DAY_MS);
  await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, new Date())));
  await db
    .insert(sessions)
    .values({
      userId,
      tokenHash: hashToken(token),
      userAgent: userAgent.slice(0, MAX_USER_AGENT_CHARS),
      expiresAt,
    });
  return { token, expiresAt };
}

const viewerOfToken = prepareOnce((db) =>
  db
    .select({ id: users.id, name: users.name, email: users.email, role: users.role })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.tokenHash, sql.placeholder("tokenHash")),
        gt(sessions.expiresAt, sql`now()`),
        isNull(users.disabledAt),
      ),
    )
    .prepare("viewer_of_token"),
);

/** Who the token belongs to; null when it is unknown, expired, or the person is disabled. */
export async function getViewer(db: DbOrTx, token: string): Promise<Viewer | null> {
  const [viewer] = await viewerOfToken(db).execute({ tokenHash: hashToken(token) });
  return viewer ?? null;
}

/** Ends one session; harmless when it has ended already. */
export async function deleteSession(db: DbOrTx, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hashToken(token)));
}

/** As the table keeps it. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
