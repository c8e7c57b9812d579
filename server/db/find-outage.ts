import { LOST_CODES } from "../logging/lost-connection";

/** Why the database could not do what was asked, where trying again later can help. */
export type Outage = "disk_full" | "away";

/** SQLSTATE 53100. */
const DISK_FULL = "53100";
/**
 * SQLSTATE classes and codes of a server that can't at the moment: connection lost (08), out of some
 * resource (53), shutting down or starting (57P01–57P03), a failed disk (58030), a standby (25006),
 * a deadlock or a serialisation failure (40). See appendix A of PostgreSQL's manual.
 */
const AWAY_STATES = /^(08...|53...|57P0[1-3]|58030|25006|40...)$/;

/** Looks through an error and its causes. @returns null when it is no outage but a defect */
export function findOutage(error: unknown): Outage | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (code === DISK_FULL) return "disk_full";
    if (AWAY_STATES.test(code) || LOST_CODES.has(code)) return "away";
  }
  return null;
}
