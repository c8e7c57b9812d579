import type { AttemptCard } from "#server/attempts/list-attempts";
import { NOT_ESTIMATED } from "#server/grades/not-estimated";
import { formatPoints } from "./report/format";
import { sayResult } from "./report/result-words";

export type AttemptState = {
  text: string;
  /** What the row offers. */
  action: string;
  tone: "plain" | "accent" | "ok" | "warn";
};

type Standing = Pick<AttemptCard, "status" | "gradeStatus" | "result"> &
  Partial<Pick<AttemptCard, "errorKind" | "ownTotal">>;

/** Where an attempt stands, in words. A failed grading is "not graded yet", never a number. */
export function toAttemptState(attempt: Standing): AttemptState {
  if (attempt.status === "in_progress") {
    return { text: "In progress", action: "Resume", tone: "accent" };
  }
  if (attempt.gradeStatus === "graded" && attempt.result !== null) {
    const text = sayResult(attempt.result);
    return { text, action: "Read the report", tone: "ok" };
  }
  if (attempt.gradeStatus === "graded") {
    return { text: "Graded, not opened yet", action: "Open the report", tone: "accent" };
  }
  // Said only where there is no grade, and never as if it were one.
  const own = attempt.ownTotal ?? null;
  if (own !== null) {
    const text = `Own marks: ${formatPoints(own)} of 100`;
    return { text, action: "See your marks", tone: "plain" };
  }
  if (attempt.gradeStatus === "needs_attention") {
    const text = attempt.errorKind === NOT_ESTIMATED ? "Not estimated" : "Not graded yet";
    return { text, action: "See why", tone: "warn" };
  }
  const text = attempt.gradeStatus === "running" ? "Being graded" : "Waiting to be graded";
  return { text, action: "Watch", tone: "plain" };
}

/** The page of an attempt: its workspace while it runs, its report after. */
export function toAttemptPath(attempt: Pick<AttemptCard, "id" | "status">): string {
  const path = `/attempts/${attempt.id}`;
  return attempt.status === "in_progress" ? path : `${path}/report`;
}
