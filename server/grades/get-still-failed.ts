import { count } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { isLeftFailed } from "./newest-grading";

/** How many attempts stand without a grade because their newest grading ended in an error. */
export async function getStillFailed(db: Db): Promise<number> {
  const [row] = await db.select({ count: count() }).from(grades).where(isLeftFailed());
  return row?.count ?? 0;
}
