import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { attempts } from "#server/db/tables/attempts";
import type { World } from "../world/open-world";

const AGAIN_AFTER_MS = 300;
const TRIES = 150;
const TIMEOUT_MS = 5_000;

/** Presses "Hand in" as the page does, and again while there is no answer. */
export function createHandIn(
  world: World,
  who: { attemptId: string; headers: Record<string, string>; createKey: () => string },
): (times: number) => Promise<string[]> {
  const { attemptId, headers } = who;

  async function press(): Promise<string> {
    const submitKey = who.createKey();
    for (let tries = 0; tries < TRIES; tries += 1) {
      const status = await post(submitKey);
      if (status === 302) return readReceipt();
      await pause(AGAIN_AFTER_MS);
    }
    throw new Error(`attempt ${attemptId} could not be handed in`);
  }

  async function post(submitKey: string): Promise<number | null> {
    try {
      const response = await fetch(`${world.site.url}/attempts/${attemptId}`, {
        method: "POST",
        redirect: "manual",
        headers,
        body: new URLSearchParams({ submitKey }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      // No answer, for whatever reason: the candidate presses again.
      return null;
    }
  }

  /** What the report shows as the receipt. */
  function readReceipt(): Promise<string> {
    return world.ask(async (db) => {
      const [row] = await db
        .select({ hash: attempts.contentHash, at: attempts.submittedAt })
        .from(attempts)
        .where(eq(attempts.id, attemptId));
      return JSON.stringify(row);
    });
  }

  return (times) => Promise.all(Array.from({ length: times }, press));
}
