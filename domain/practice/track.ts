import { addDays, daysBetween } from "./day";

/** When a track begins: on a day, or so that it ends the day before an interview. */
export type TrackStart = { when: "start" | "interview"; day: string };

const DAYS_A_WEEK = 7;

/** The first day of the first week, which lies in the past where the interview is nearer than that. */
export function toFirstDay({ when, day }: TrackStart, weeks: number): string {
  return when === "start" ? day : addDays(day, -weeks * DAYS_A_WEEK);
}

/** The first day of a week that counts from 1. */
export function firstDayOfWeek(startsOn: string, week: number): string {
  return addDays(startsOn, (week - 1) * DAYS_A_WEEK);
}

/** Which week of a track a day is in, from 1; 0 and below before it begins. */
export function weekOn(startsOn: string, day: string): number {
  return Math.floor(daysBetween(startsOn, day) / DAYS_A_WEEK) + 1;
}

/** How an item of a week is called that can be ticked off by hand. */
export function toTickId(week: number, kind: "topic" | "exercise", key: string | number): string {
  return `${week}/${kind}/${key}`;
}
