import { setTimeout as pause } from "node:timers/promises";
import type postgres from "postgres";
import type { Logger } from "pino";
import { findOutage } from "./find-outage";

const WAIT_FOR_MS = 60_000;
const AGAIN_AFTER_MS = 250;

/**
 * Resolves once the database answers. One that is away, starting or recovering is asked again for up
 * to a minute, so that a process that starts beside it need not end.
 * @throws what the database said, at once when waiting can't help (a wrong password) or when the
 *   time is over
 */
export async function waitForDatabase(
  sql: postgres.Sql,
  log: Pick<Logger, "warn">,
  options: { waitForMs?: number } = {},
): Promise<void> {
  const endsAtMs = performance.now() + (options.waitForMs ?? WAIT_FOR_MS);
  for (let tries = 1; ; tries += 1) {
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (findOutage(error) !== "away" || performance.now() > endsAtMs) throw error;
      if (tries === 1) log.warn({ err: error }, "waiting for the database");
      await pause(AGAIN_AFTER_MS);
    }
  }
}
