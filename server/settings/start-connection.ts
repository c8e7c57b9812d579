import { and, desc, eq, sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { judgeTests, modelConnections } from "../db/tables/settings";
import { AppError } from "../errors";
import type { Cost } from "#domain/settings/open-spending";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import { findOpenSpending } from "./find-open-spending";
import { isInUse, isTriedBy } from "./get-connection";
import { getJudgeControls } from "./get-judge-controls";
import { setDayBound } from "./update-judge-controls";

/**
 * Lets a connection that was tried and answered judge from now on, in every process; the one before it
 * ends, and its key is gone. With it a daily limit is set, if one is named.
 * @param here.defaults what bounds spending where none is named
 * @throws AppError `conflict` when it was not tried by this person, has ended, or gave no answer;
 *   `bad_request` of `maxUsdPerDay` for a paid model without a limit, while anybody can sign up
 */
export async function startConnection(
  db: Db,
  order: { connectionId: string; actorId: string; maxUsdPerDay: number | null },
  here: {
    signUp: "open" | "invite";
    defaults: JudgeControls;
    costOf: (baseUrl: string, model: string) => Cost;
  },
): Promise<void> {
  const { connectionId, actorId } = order;
  await db.transaction(async (tx) => {
    // Two admins who press at once wait for each other.
    await tx.execute(sql`lock table ${modelConnections} in share row exclusive mode`);
    const [tried] = await tx
      .select()
      .from(modelConnections)
      .where(and(eq(modelConnections.id, connectionId), isTriedBy(actorId)));
    if (!tried || !(await hasAnswered(tx, connectionId))) throw notTried(connectionId);
    if (order.maxUsdPerDay !== null) await setDayBound(tx, actorId, order.maxUsdPerDay);
    const { maxUsdPerDay } = (await getJudgeControls(tx, here.defaults)).inForce;
    const cost = here.costOf(tried.baseUrl, tried.model);
    if (findOpenSpending(cost, { ...here, maxUsdPerDay }) === "no_limit")
      throw needsLimit(tried.model);
    await endInUse(tx);
    await tx
      .update(modelConnections)
      .set({ usedAt: new Date() })
      .where(eq(modelConnections.id, connectionId));
    const { provider, baseUrl, model, sealedKey } = tried;
    await writeAudit(tx, {
      actorId,
      action: "judge.connect",
      subjectId: connectionId,
      detail: { provider, address: baseUrl, model, hasKey: sealedKey !== null },
    });
  });
}

/**
 * Ends the connection in use: its key is gone, and what judges is what the environment says, or the
 * offline estimate.
 * @returns false when there was none
 */
export async function endConnection(db: Db, order: { actorId: string }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const ended = await endInUse(tx);
    if (!ended) return false;
    const { id, provider, baseUrl, model } = ended;
    await writeAudit(tx, {
      actorId: order.actorId,
      action: "judge.disconnect",
      subjectId: id,
      detail: { provider, address: baseUrl, model },
    });
    return true;
  });
}

async function endInUse(tx: DbOrTx): Promise<typeof modelConnections.$inferSelect | null> {
  const [ended] = await tx
    .update(modelConnections)
    .set({ endedAt: new Date(), sealedKey: null })
    .where(isInUse())
    .returning();
  return ended ?? null;
}

async function hasAnswered(tx: DbOrTx, connectionId: string): Promise<boolean> {
  const [newest] = await tx
    .select({ result: judgeTests.result })
    .from(judgeTests)
    .where(eq(judgeTests.connectionId, connectionId))
    .orderBy(desc(judgeTests.createdAt))
    .limit(1);
  return newest?.result?.isReached === true;
}

export function needsLimit(model: string): AppError {
  return new AppError("bad_request", {
    message: `${model} costs money, sign-up is open, and no daily limit is set`,
    userMessage: "Anyone can sign up here, so a paid model needs a daily limit.",
    field: "maxUsdPerDay",
  });
}

function notTried(connectionId: string): AppError {
  return new AppError("conflict", {
    message: `connection ${connectionId} was not tried, or gave no answer`,
    userMessage: "This connection hasn’t been tested here, or didn’t respond. Try it first.",
  });
}
