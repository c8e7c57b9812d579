import type { Db } from "../db/client";
import { getSpentTodayUsd } from "../grades/save-judge-calls";
import { JudgeError } from "../grading/judge";

/**
 * Whether today's spending has reached its bound, for whoever is about to ask a model. What is under way
 * isn't counted.
 * @param maxUsdPerDay null or undefined where nothing bounds it
 */
export async function isDayUsedUp(
  db: Db,
  maxUsdPerDay: number | null | undefined,
): Promise<boolean> {
  if (maxUsdPerDay === null || maxUsdPerDay === undefined) return false;
  return (await getSpentTodayUsd(db)) >= maxUsdPerDay;
}

/** @throws JudgeError `budget_exceeded` when it has */
export async function requireDayBudget(db: Db, maxUsdPerDay: number | null): Promise<void> {
  if (!(await isDayUsedUp(db, maxUsdPerDay))) return;
  const message = "today’s spending limit is reached, so no more calls are made";
  throw new JudgeError("budget_exceeded", message, { retryable: false });
}
