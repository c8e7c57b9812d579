import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, lt, notInArray, or, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { knownDevices } from "../db/tables/accounts";

const TOKEN_BYTES = 32;
const DAY_MS = 24 * 60 * 60_000;
/** Longer than a course; a browser that stayed away longer counts as a new one. */
const KEPT_DAYS = 365;
/** A person's phones and computers, with room for some that were wiped. */
const KEPT_PER_PERSON = 20;

/**
 * Notes that a browser has signed in to an account, so that other people's failed tries don't lock it
 * out. A browser keeps its token over all accounts it signs in to; one we don't know gets a new one.
 */
export async function recordDevice(
  db: Db,
  input: { userId: string; token: string | null },
): Promise<{ token: string; expiresAt: Date }> {
  const { userId } = input;
  const known = input.token !== null && (await isIssued(db, input.token)) ? input.token : null;
  const token = known ?? randomBytes(TOKEN_BYTES).toString("base64url");
  await db
    .insert(knownDevices)
    .values({ tokenHash: hashDeviceToken(token), userId })
    .onConflictDoUpdate({
      target: [knownDevices.tokenHash, knownDevices.userId],
      set: { usedAt: sql`now()` },
    });
  const kept = db
    .select({ tokenHash: knownDevices.tokenHash })
    .from(knownDevices)
    .where(eq(knownDevices.userId, userId))
    .orderBy(desc(knownDevices.usedAt))
    .limit(KEPT_PER_PERSON);
  const oldest = new Date(Date.now() - KEPT_DAYS * DAY_MS);
  await db
    .delete(knownDevices)
    .where(
      and(
        eq(knownDevices.userId, userId),
        or(lt(knownDevices.usedAt, oldest), notInArray(knownDevices.tokenHash, kept)),
      ),
    );
  return { token, expiresAt: new Date(Date.now() + KEPT_DAYS * DAY_MS) };
}

async function isIssued(db: Db, token: string): Promise<boolean> {
  const known = await db
    .select({ userId: knownDevices.userId })
    .from(knownDevices)
    .where(eq(knownDevices.tokenHash, hashDeviceToken(token)))
    .limit(1);
  return known.length > 0;
}

/** As the table keeps it. */
export function hashDeviceToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
