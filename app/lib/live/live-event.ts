import type { GradeState } from "#server/grades/grade-state";
import type { NoticeState } from "#server/notices/get-notice-state";

/** What a stream tells: a person's notices, or how far the grading of an attempt is. */
export type LiveEvent =
  { kind: "notices"; state: NoticeState } | { kind: "grade"; attemptId: string; state: GradeState };

export const EVENT_KINDS = ["notices", "grade"] as const satisfies readonly LiveEvent["kind"][];

const STATUSES: readonly unknown[] = ["queued", "running", "graded", "needs_attention"];

type Fields = Record<string, unknown>;

/** Null for anything that is none of them. */
export function parseLiveEvent(kind: LiveEvent["kind"], text: unknown): LiveEvent | null {
  if (typeof text !== "string") return null;
  const value: unknown = JSON.parse(text);
  if (!isFields(value)) return null;
  if (kind === "notices") return isNoticeState(value) ? { kind, state: value } : null;
  const { attemptId, state } = value;
  if (typeof attemptId !== "string" || !isGradeState(state)) return null;
  return { kind, attemptId, state };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isNoticeState(value: Fields): value is Fields & NoticeState {
  return typeof value["unread"] === "number" && Array.isArray(value["newest"]);
}

function isGradeState(value: unknown): value is GradeState {
  return isFields(value) && STATUSES.includes(value["status"]);
}
