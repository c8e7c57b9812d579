import type { OwnTrack } from "#server/practice/get-own-track";
import { formatTime } from "./time";

/** A day of the calendar, wherever one is: "3 Nov". */
export function sayDay(day: string): string {
  return formatTime(day, "day", "UTC");
}

/** Where one is in a track: "Week 2 of 4". */
export function sayTrackWeek({ week, weeks, startsOn }: OwnTrack): string {
  if (week === null) return "Finished";
  return week === 0 ? `Starts on ${sayDay(startsOn)}` : `Week ${week} of ${weeks.length}`;
}
