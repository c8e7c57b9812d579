import { SECTION_IDS, type SectionId } from "#domain/problems/scale";

/** Fewer words than this and a section counts as not begun when its share of the clock is over. */
export const BEGUN_WORDS = 25;
const MINUTE_MS = 60_000;

/**
 * - begun: it has an answer to speak of
 * - now: the clock is in its share
 * - late: its share is over and it has hardly a word
 * - later: its share is still to come
 */
export type Pace = "begun" | "now" | "late" | "later";

export type SectionPace = {
  section: SectionId;
  pace: Pace;
  /** Its share of the clock in whole minutes, and the minute at which the share ends. */
  minutes: number;
  endsAtMinute: number;
};

/**
 * Where each section stands against its share of the clock, when they are taken in order.
 *
 * @param round.minutes length of the attempt; elapsedMs by the server's clock
 */
export function computePacing(
  shares: Record<SectionId, number>,
  round: { minutes: number; elapsedMs: number },
  words: Record<SectionId, number>,
): SectionPace[] {
  let endShare = 0;
  return SECTION_IDS.map((section) => {
    const startMs = endShare * round.minutes * MINUTE_MS;
    endShare += shares[section];
    const endMs = endShare * round.minutes * MINUTE_MS;
    const isBegun = words[section] >= BEGUN_WORDS;
    const isNow = round.elapsedMs >= startMs && round.elapsedMs < endMs;
    const isOver = round.elapsedMs >= endMs;
    return {
      section,
      pace: isNow ? "now" : isBegun ? "begun" : isOver ? "late" : "later",
      minutes: Math.round(shares[section] * round.minutes),
      endsAtMinute: Math.round(endShare * round.minutes),
    };
  });
}
