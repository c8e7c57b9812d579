import { AppError } from "../errors";
import type { BeforeSave } from "./read-for-save";

/** What is taken of work that comes after an attempt's end. */
export type LateLimits = { hours: number; maxBytes: number };

/** The defaults of LATE_WORK_HOURS and LATE_WORK_MAX_BYTES. */
export const LATE_LIMITS: LateLimits = { hours: 24, maxBytes: 8_000_000 };

const HOUR_MS = 3_600_000;

/**
 * @param bytes of the late save, as it would be kept
 * @throws AppError `gone` when it comes too late, beside too much that came late before, or where their
 *   candidate has no room left
 */
export function requireUnderLateLimit(
  attempt: BeforeSave["attempt"] & { room: number },
  bytes: number,
  limits: LateLimits,
): void {
  const end = attempt.submittedAt ?? attempt.deadlineAt ?? attempt.now;
  if (attempt.now.getTime() > end.getTime() + limits.hours * HOUR_MS)
    throw new AppError("gone", {
      message: `late by more than ${limits.hours} h`,
      userMessage: `This attempt ended more than ${limits.hours} hours ago, so nothing more is accepted. What was saved before is kept.`,
    });
  if (bytes > attempt.room)
    throw new AppError("gone", {
      message: "no room for late work",
      userMessage:
        "The room that this server gives one person is full, so nothing late is accepted. What was saved before is kept.",
    });
  if (attempt.keptBytes + bytes > limits.maxBytes)
    throw new AppError("gone", {
      message: `over ${limits.maxBytes} bytes of late work`,
      userMessage: `The limit for late work is reached (${limits.maxBytes / 1e6} MB), so nothing more is accepted. What was saved before is kept.`,
    });
}
