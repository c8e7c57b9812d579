import { eq } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { rubricVersions } from "../db/tables/content";
import { attemptTurns } from "../db/tables/turns";
import { AppError } from "../errors";
import { probeJob } from "../jobs/probe-job";
import type { JobQueue } from "../jobs/queue";
import { MAX_PROBES, MAX_PROBES_A_SECTION } from "#domain/attempts/turn.schema";
import type { AskProbe, Turns } from "#domain/attempts/turn.schema";
import { listProbable } from "./interviewer/choose-probe";
import { isPending, listTurnRows, listTurns } from "./list-turns";
import type { TurnRow } from "./list-turns";
import { isOver, requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";
import { settleByAuthor } from "./save-probe";

/**
 * Asks the interviewer for a follow-up on a section. It waits for the worker, which looks at what was
 * written so far; `listTurns` tells. Asking again with the same key asks nothing new.
 * @returns all that the interviewer has said
 * @throws AppError `not_found`; `conflict` when the attempt is over, has no interviewer, or one
 *   follow-up still waits; `too_many` when the section or the round has had its share
 */
export async function askProbe(
  db: Db,
  jobs: Pick<JobQueue, "enqueue">,
  input: { attemptId: string; userId: string; ask: AskProbe },
  onQueueError: (error: unknown) => void,
): Promise<Turns> {
  const turnId = await db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, input, { lock: true });
    if (isOver(attempt, 0)) throw over(attempt.id);
    if (attempt.probing === "off") throw noInterviewer(attempt.id);
    const { askKey, section } = input.ask;
    const rows = await listTurnRows(tx, attempt.id);
    if (rows.some((row) => row.askKey === askKey)) return null;
    const asked = rows.filter(({ kind }) => kind !== "opening");
    if (asked.some(isPending)) throw stillThinking(attempt.id);
    requireRoom(asked, section);
    await requireAnythingLeft(tx, attempt, section, asked);
    const [row] = await tx
      .insert(attemptTurns)
      .values({ attemptId: attempt.id, seq: asked.length + 1, kind: "probe", section, askKey })
      .returning({ id: attemptTurns.id });
    return row?.id ?? null;
  });
  if (turnId !== null) await enqueueOrAsk(db, jobs, turnId, onQueueError);
  return listTurns(db, input);
}

/** Without a queue nobody else will ask: the author's words do, now. */
async function enqueueOrAsk(
  db: Db,
  jobs: Pick<JobQueue, "enqueue">,
  turnId: string,
  onQueueError: (error: unknown) => void,
): Promise<void> {
  try {
    await jobs.enqueue(probeJob, turnId);
  } catch (error) {
    onQueueError(error);
    await settleByAuthor(db, turnId);
  }
}

function requireRoom(asked: readonly TurnRow[], section: AskProbe["section"]): void {
  if (asked.length >= MAX_PROBES) {
    throw new AppError("too_many", {
      message: `${MAX_PROBES} follow-ups were asked`,
      userMessage: "The interviewer has no more follow-up questions in this round.",
    });
  }
  const here = asked.filter((row) => row.section === section);
  if (here.length >= MAX_PROBES_A_SECTION || here.some(({ kind }) => kind === "nothing"))
    throw nothingMore(section);
}

async function requireAnythingLeft(
  tx: DbOrTx,
  { rubricVersionId, level, lens }: OwnAttempt,
  section: AskProbe["section"],
  asked: readonly TurnRow[],
): Promise<void> {
  const [rubric] = await tx
    .select({ body: rubricVersions.body })
    .from(rubricVersions)
    .where(eq(rubricVersions.id, rubricVersionId));
  if (!rubric) throw new Error(`rubric version ${rubricVersionId} is gone`);
  const ids = asked.flatMap(({ criterionIds }) => criterionIds);
  const left = listProbable(rubric.body, { section, level, lens, asked: ids });
  if (left.length === 0) throw nothingMore(section);
}

function nothingMore(section: string): AppError {
  return new AppError("too_many", {
    message: `no follow-up is left on ${section}`,
    userMessage: "The interviewer has nothing more to ask about this section.",
  });
}

function stillThinking(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `a follow-up of attempt ${attemptId} still waits`,
    userMessage: "The interviewer is already about to ask something.",
  });
}

function noInterviewer(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `attempt ${attemptId} has no follow-ups`,
    userMessage: "This attempt was started without follow-up questions.",
  });
}

function over(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `attempt ${attemptId} takes no more follow-ups`,
    userMessage: "The interview is over. There are no more questions.",
  });
}
