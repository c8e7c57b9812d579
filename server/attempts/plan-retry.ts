import { retryMinutes } from "#domain/attempts/kinds";
import type { SectionId } from "#domain/problems/scale";
import type { BaseAttempt } from "./base-attempt";

/** Whole minutes of a retry; of an untimed attempt by the problem's longest interview. */
export function planRetry({ attempt, head }: BaseAttempt, section: SectionId): number {
  return retryMinutes(attempt.minutes ?? Math.max(...head.minutes), head.shares[section]);
}
