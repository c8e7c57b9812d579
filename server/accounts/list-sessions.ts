import Bowser from "bowser";
import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { sessions } from "../db/tables/accounts";
import { hashToken } from "./sessions";

/** A browser that is signed in. Times are ISO 8601. */
export type OpenSession = {
  id: string;
  /** "Firefox on Linux"; null where the browser didn't say. */
  browser: string | null;
  /** The one that asks. */
  isThis: boolean;
  createdAt: string;
  expiresAt: string;
};

/** A person's open sessions, the newest first. */
export async function listSessions(
  db: Db,
  input: { userId: string; token: string | null },
): Promise<OpenSession[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, input.userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.createdAt));
  const ownHash = input.token === null ? null : hashToken(input.token);
  return rows.map((row) => ({
    id: row.id,
    browser: nameBrowser(row.userAgent),
    isThis: row.tokenHash === ownHash,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

function nameBrowser(userAgent: string): string | null {
  if (userAgent === "") return null;
  const { browser, os } = Bowser.parse(userAgent);
  const named = [browser.name, os.name].filter((name) => name);
  return named.length === 0 ? null : named.join(" on ");
}
