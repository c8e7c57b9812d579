import { and, eq, exists, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeTests, modelConnections } from "../db/tables/settings";
import { AppError } from "../errors";
import type { JudgeTestResult } from "#domain/settings/judge-test.schema";
import { isTriedBy } from "./get-connection";

/** Nobody has the model's answer, and nothing is known of what it cost. */
const STOPPED: JudgeTestResult = {
  kind: "none",
  requestedModel: "",
  returnedModel: null,
  durationMs: 0,
  tokens: null,
  costUsd: null,
  isReached: false,
  errorKind: "stopped",
  message: "you stopped it before the model had answered",
};

/**
 * Ends the trial of a connection: its worker sees that within a second, and hangs up.
 * @throws AppError `conflict` where this person tries no such connection, or it was answered
 */
export async function stopTrial(
  db: Db,
  { connectionId, actorId }: { connectionId: string; actorId: string },
): Promise<void> {
  const own = db
    .select({ id: modelConnections.id })
    .from(modelConnections)
    .where(and(eq(modelConnections.id, connectionId), isTriedBy(actorId)));
  const stopped = await db
    .update(judgeTests)
    .set({ result: STOPPED, finishedAt: new Date() })
    .where(
      and(eq(judgeTests.connectionId, connectionId), isNull(judgeTests.finishedAt), exists(own)),
    )
    .returning({ id: judgeTests.id });
  if (stopped.length > 0) return;
  throw new AppError("conflict", {
    message: `no trial of connection ${connectionId} is under way`,
    userMessage: "This test is over already.",
  });
}
