import type { AttemptCard } from "#server/attempts/list-attempts";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { STOPPED } from "#domain/grading/stopped";
import { formatTotal } from "./report/format";
import { sayJudged, sayResult } from "./report/result-words";

export type AttemptState = {
  text: string;
  /** What the row offers. */
  action: string;
  tone: "plain" | "accent" | "ok" | "warn";
};

type Standing = Pick<AttemptCard, "status" | "gradeStatus" | "result"> &
  Partial<Pick<AttemptCard, "errorKind" | "ownTotal" | "judged">>;

/** Where an attempt stands, in words. A failed grading is "not graded yet", never a number. */
export function toAttemptState(attempt: Standing): AttemptState {
  if (attempt.status === "in_progress") {
    return { text: "In progress", action: "Resume", tone: "accent" };
  }
  if (attempt.gradeStatus === "graded") {
    const { result, judged = null } = attempt;
    const beside = judged === null ? "" : `, reviewed; ${sayJudged(judged)}`;
    const text = result ? `${sayResult(result)}${beside}` : "Not opened yet";
    return { text, action: "Read the report", tone: result ? "ok" : "accent" };
  }
  if (attempt.gradeStatus === "needs_attention") {
    const text = sayUngraded(attempt);
    if (attempt.errorKind === DAY_USED_UP) return { text, action: "Mark or ask", tone: "plain" };
    if (attempt.errorKind === STOPPED) return { text, action: "Go on", tone: "plain" };
    return { text, action: "See why", tone: "warn" };
  }
  const text = attempt.gradeStatus === "running" ? "Being graded" : "Waiting to be graded";
  return { text, action: "Watch", tone: "plain" };
}

/** Own marks are said only where there is no grade, and never as if they were one. */
function sayUngraded({ ownTotal, errorKind }: Standing): string {
  if (typeof ownTotal === "number") return `Own marks: ${formatTotal(ownTotal)}`;
  if (errorKind === STOPPED) return "Grading stopped";
  return errorKind === NOT_ESTIMATED ? "Not estimated" : "Not graded yet";
}

/** The page of an attempt: its workspace while it runs, its report after. */
export function toAttemptPath(attempt: Pick<AttemptCard, "id" | "status">): string {
  const path = `/attempts/${attempt.id}`;
  return attempt.status === "in_progress" ? path : `${path}/report`;
}
