import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { judgeSettings } from "../db/tables/settings";
import { AppError } from "../errors";
import type { JudgeControlsInput } from "#domain/settings/judge-controls.schema";

type Stored = typeof judgeSettings.$inferSelect;

/**
 * Changes the mode and the bounds of gradings that are asked for from now on; of those that wait, the
 * mode stays and the bounds are the new ones. What is null goes by the environment again.
 * @returns whether anything is different now
 * @throws AppError `conflict`, saying who, when somebody has changed them since they were read
 */
export async function updateJudgeControls(
  db: Db,
  input: JudgeControlsInput & { actorId: string },
): Promise<{ isChanged: boolean }> {
  const { actorId, revision, ...wanted } = input;
  return db.transaction(async (tx) => {
    // The row that everybody waits for, made by the first who changes anything.
    await tx
      .insert(judgeSettings)
      .values({ id: 1, revision: 0, updatedBy: actorId })
      .onConflictDoNothing();
    const [before] = await tx
      .select()
      .from(judgeSettings)
      .where(eq(judgeSettings.id, 1))
      .for("no key update");
    if (!before) throw new Error("the row of the judge's settings is gone");
    if (before.revision !== revision) throw await changedMeanwhile(tx, before);
    const isChanged =
      wanted.mode !== before.mode ||
      wanted.maxUsdPerGrade !== before.maxUsdPerGrade ||
      wanted.maxUsdPerDay !== before.maxUsdPerDay;
    if (!isChanged) return { isChanged };
    await tx
      .update(judgeSettings)
      .set({ ...wanted, revision: revision + 1, updatedBy: actorId, updatedAt: new Date() })
      .where(eq(judgeSettings.id, 1));
    await writeAudit(tx, {
      actorId,
      action: "judge.settings",
      subjectId: "judge",
      detail: {
        fromMode: before.mode,
        toMode: wanted.mode,
        fromUsdPerGrade: before.maxUsdPerGrade,
        toUsdPerGrade: wanted.maxUsdPerGrade,
        fromUsdPerDay: before.maxUsdPerDay,
        toUsdPerDay: wanted.maxUsdPerDay,
      },
    });
    return { isChanged };
  });
}

async function changedMeanwhile(tx: Pick<Db, "select">, { updatedBy }: Stored): Promise<AppError> {
  const [person] = await tx.select({ name: users.name }).from(users).where(eq(users.id, updatedBy));
  return new AppError("conflict", {
    message: "judge settings changed since they were read",
    userMessage: `${person?.name ?? "Someone"} has since changed these settings, so yours were not saved. Check the current settings, and save again if you want yours.`,
  });
}
