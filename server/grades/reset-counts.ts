import { sql } from "drizzle-orm";
import { grades } from "../db/tables/grades";

/**
 * What a grading that is asked for again begins with. Its lease keeps counting, so that calls of the
 * first try stay on the bill and its worker stays locked out. One whose text ended a try before is
 * read alone from the start.
 */
export const COUNTS_ON_RETRY = {
  failures: 0,
  textFailures: sql<number>`least(${grades.textFailures}, 1)`,
  interruptions: 0,
};
