import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
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
    const before = await lockControls(tx, actorId);
    if (before.revision !== revision) throw await changedMeanwhile(tx, before);
    return { isChanged: await writeControls(tx, before, wanted, actorId) };
  });
}

/** Sets the bound of a day, in US dollars, and leaves the rest as it is. */
export async function setDayBound(
  tx: DbOrTx,
  actorId: string,
  maxUsdPerDay: number,
): Promise<void> {
  const before = await lockControls(tx, actorId);
  await writeControls(tx, before, { ...before, maxUsdPerDay }, actorId);
}

/** The row that everybody waits for, made by the first who changes anything. */
async function lockControls(tx: DbOrTx, actorId: string): Promise<Stored> {
  await tx
    .insert(judgeSettings)
    .values({ id: 1, revision: 0, updatedBy: actorId })
    .onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(judgeSettings)
    .where(eq(judgeSettings.id, 1))
    .for("no key update");
  if (!row) throw new Error("the row of the judge's settings is gone");
  return row;
}

/** @returns whether anything is different now */
async function writeControls(
  tx: DbOrTx,
  before: Stored,
  { mode, maxUsdPerGrade, maxUsdPerDay }: Pick<Stored, "mode" | "maxUsdPerGrade" | "maxUsdPerDay">,
  actorId: string,
): Promise<boolean> {
  const isChanged =
    mode !== before.mode ||
    maxUsdPerGrade !== before.maxUsdPerGrade ||
    maxUsdPerDay !== before.maxUsdPerDay;
  if (!isChanged) return false;
  await tx
    .update(judgeSettings)
    .set({
      mode,
      maxUsdPerGrade,
      maxUsdPerDay,
      revision: before.revision + 1,
      updatedBy: actorId,
      updatedAt: new Date(),
    })
    .where(eq(judgeSettings.id, 1));
  await writeAudit(tx, {
    actorId,
    action: "judge.settings",
    subjectId: "judge",
    detail: {
      fromMode: before.mode,
      toMode: mode,
      fromUsdPerGrade: before.maxUsdPerGrade,
      toUsdPerGrade: maxUsdPerGrade,
      fromUsdPerDay: before.maxUsdPerDay,
      toUsdPerDay: maxUsdPerDay,
    },
  });
  return true;
}

async function changedMeanwhile(tx: DbOrTx, { updatedBy }: Stored): Promise<AppError> {
  const [person] = await tx.select({ name: users.name }).from(users).where(eq(users.id, updatedBy));
  return new AppError("conflict", {
    message: "judge settings changed since they were read",
    userMessage: `${person?.name ?? "Someone"} has since changed these settings, so yours were not saved. Check the current settings, and save again if you want yours.`,
  });
}
