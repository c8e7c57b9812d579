import type { Db } from "../db/client";
import { practiceSettings } from "../db/tables/practice";

/** Sets how many minutes of drills a day a person wants. */
export async function updateMinutes(
  db: Db,
  input: { userId: string; minutes: number },
): Promise<void> {
  const minutesPerDay = input.minutes;
  await db
    .insert(practiceSettings)
    .values({ userId: input.userId, minutesPerDay })
    .onConflictDoUpdate({
      target: practiceSettings.userId,
      set: { minutesPerDay, updatedAt: new Date() },
    });
}
