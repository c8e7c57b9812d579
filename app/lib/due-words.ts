import type { Due } from "#server/practice/get-due";
import { formatMinutes, formatTime } from "./time";

/**
 * What is due, what waits and when the next drill comes: the words that home, the page of what is due and
 * progress share.
 */
export function sayDue(due: Due, timeZone: string): { title: string; rest: string } {
  const { drills, minutes, spentMinutes, nextAt, later, waiting } = due;
  const count = drills.length === 1 ? "one drill" : `${drills.length} drills`;
  const title =
    drills.length > 0
      ? `Due today: ${count}, ${formatMinutes(minutes)}`
      : spentMinutes > 0
        ? "Done for today"
        : "Nothing is due today";
  const rest = later + waiting;
  const said = [
    spentMinutes > 0 && `${formatMinutes(spentMinutes)} of drills done today.`,
    rest > 0 && `${rest === 1 ? "1 more criterion is" : `${rest} more criteria are`} waiting.`,
    drills.length === 0 &&
      nextAt !== null &&
      `The next drill comes on ${formatTime(nextAt, "day", timeZone)}.`,
  ];
  return { title, rest: said.filter(Boolean).join(" ") };
}
