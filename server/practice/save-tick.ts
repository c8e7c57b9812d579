import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { ownTracks, trackTicks } from "../db/tables/practice";
import { AppError } from "../errors";
import type { Study } from "../study/study";
import { toTickId } from "#domain/practice/track";

/**
 * Ticks an item of one's track off, or takes the tick back.
 * @throws AppError `not_found` for what is in no week of the track that the person follows
 */
export async function saveTick(
  db: Db,
  study: Study,
  input: { userId: string; item: string; isDone: boolean },
): Promise<void> {
  const { userId, item, isDone } = input;
  const [own] = await db
    .select({ track: ownTracks.track })
    .from(ownTracks)
    .where(eq(ownTracks.userId, userId));
  if (!own || !listTickIds(study, own.track).includes(item)) {
    throw new AppError("not_found", {
      message: `no item ${item} in the track of ${userId}`,
      userMessage: "This is no longer in your track. Reload the page.",
    });
  }
  const key = { userId, track: own.track, item };
  if (isDone) {
    await db.insert(trackTicks).values(key).onConflictDoNothing();
    return;
  }
  await db
    .delete(trackTicks)
    .where(
      and(
        eq(trackTicks.userId, userId),
        eq(trackTicks.track, own.track),
        eq(trackTicks.item, item),
      ),
    );
}

function listTickIds(study: Study, track: string): string[] {
  const { weeks = [] } = study.tracks.get(track)?.head ?? {};
  return weeks.flatMap(({ topics, exercises }, index) => [
    ...topics.map((slug) => toTickId(index + 1, "topic", slug)),
    ...exercises.map((_, place) => toTickId(index + 1, "exercise", place)),
  ]);
}
