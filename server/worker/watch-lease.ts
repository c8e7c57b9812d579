import type { Logger } from "pino";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { held } from "../grades/record-failure";
import type { Lease } from "../grades/take-grading";

/** Within two seconds of losing its lease a grading asks nothing more. */
const LOOK_EVERY_MS = 1_000;

/** Looks again and again whether a grading is still this worker's; aborts when it isn't. */
export function watchLease(
  db: Db,
  lease: Lease,
  log: Logger,
): { lost: AbortSignal; stop: () => void } {
  const lost = new AbortController();
  const timer = setInterval(() => {
    db.select({ id: grades.id })
      .from(grades)
      .where(held(lease))
      .then(
        (rows) => {
          if (rows.length === 0) lost.abort();
        },
        (error: unknown) =>
          log.warn({ err: error }, "whether the grading is still ours is unknown"),
      );
  }, LOOK_EVERY_MS);
  return { lost: lost.signal, stop: () => clearInterval(timer) };
}
