import type { Db } from "../db/client";
import { ownTracks } from "../db/tables/practice";
import { AppError } from "../errors";
import type { Study } from "../study/study";
import { daysBetween } from "#domain/practice/day";
import { toFirstDay } from "#domain/practice/track";
import type { TrackStart } from "#domain/practice/track";

/** How far away a start or an interview may be. */
const MAX_DAYS_AWAY = 365;

/**
 * Picks a study track, or changes it or its days. What was ticked off in it before is kept.
 * @param at.today as a day, by UTC: no further off than anybody's calendar is
 * @throws AppError `not_found` for an unknown track; `bad_request` for a day more than a year away, and
 *   for an interview that has been
 */
export async function startTrack(
  db: Db,
  study: Study,
  input: TrackStart & { userId: string; track: string },
  at: { today: string },
): Promise<void> {
  const { userId, track, when, day } = input;
  const weeks = study.tracks.get(track)?.head.weeks.length;
  if (weeks === undefined) {
    throw new AppError("not_found", {
      message: `no track ${track}`,
      userMessage: "There is no track with this name.",
    });
  }
  const away = daysBetween(at.today, day);
  if (Math.abs(away) > MAX_DAYS_AWAY) throw badDay("Choose a day within a year of today.");
  if (when === "interview" && away < 0)
    throw badDay("That day has passed. When is your interview?");
  const picked = {
    track,
    startsOn: toFirstDay({ when, day }, weeks),
    interviewOn: when === "interview" ? day : null,
    pickedAt: new Date(),
  };
  await db
    .insert(ownTracks)
    .values({ userId, ...picked })
    .onConflictDoUpdate({ target: ownTracks.userId, set: picked });
}

function badDay(userMessage: string): AppError {
  return new AppError("bad_request", { message: "a day that won't do for a track", userMessage });
}
