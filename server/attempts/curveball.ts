import type { OwnAttempt } from "./own-attempt";

/**
 * Moment at which the curveball of an attempt is announced; null when it has none. A share of the
 * person's own clock: with extra time it comes later. A retry knows it from the start.
 *
 * @param at share of the clock, 0–1, as the problem has it
 */
export function curveballDueAt(
  attempt: Pick<OwnAttempt, "kind" | "hasCurveball" | "startedAt" | "deadlineAt">,
  at: number,
): Date | null {
  const { kind, hasCurveball, startedAt, deadlineAt } = attempt;
  if (hasCurveball && kind === "retry") return startedAt;
  if (!hasCurveball || deadlineAt === null) return null;
  const clockMs = deadlineAt.getTime() - startedAt.getTime();
  return new Date(startedAt.getTime() + clockMs * at);
}

/** Whether a submitted attempt met its curveball: it was announced before the end. */
export function metCurveball(
  attempt: Pick<OwnAttempt, "kind" | "hasCurveball" | "startedAt" | "deadlineAt" | "submittedAt">,
  at: number,
): boolean {
  const dueAt = curveballDueAt(attempt, at);
  return dueAt !== null && attempt.submittedAt !== null && dueAt <= attempt.submittedAt;
}
