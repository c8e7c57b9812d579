import type { AppLoadContext } from "@remix-run/node";
import { getDayFreeAt } from "#server/grades/grading-slot";

/** When a person can ask for their next grade: ISO 8601, and in how many milliseconds. */
export type AskTime = { from: string; inMs: number };

/** Null when they can ask now. */
export async function readAskTime(
  { db, settings }: Pick<AppLoadContext, "db" | "settings">,
  userId: string,
): Promise<AskTime | null> {
  const from = await getDayFreeAt(db, userId, settings.limits.gradings);
  return from && { from: from.toISOString(), inMs: from.getTime() - Date.now() };
}
