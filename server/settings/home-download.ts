import { and, eq, lt, ne, or, sql } from "drizzle-orm";
import type { DownloadEnd, DownloadProgress, HomeDownload } from "#domain/settings/home-download";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { homeDownloads } from "../db/tables/settings";
import { AppError } from "../errors";
import { requireHomeLook } from "./may-look-at-home";

/** Whoever runs a download writes each second; after this long without, they are gone. */
export const DOWNLOAD_LOST_MS = 15_000;

const SUBJECT = "home_downloads";
const isLost = lt(
  homeDownloads.beatAt,
  sql`now() - ${DOWNLOAD_LOST_MS} * interval '1 millisecond'`,
);

/** The download under way, or the last one; null where there was none. */
export async function getHomeDownload(db: DbOrTx): Promise<HomeDownload | null> {
  const [row] = await db
    .select({
      model: homeDownloads.model,
      status: homeDownloads.status,
      isLost: sql<boolean>`${isLost}`,
      completedBytes: homeDownloads.completedBytes,
      totalBytes: homeDownloads.totalBytes,
      bytesPerSecond: homeDownloads.bytesPerSecond,
      fault: homeDownloads.fault,
      said: homeDownloads.said,
    })
    .from(homeDownloads);
  if (!row) return null;
  const { status, isLost: wasLost, ...download } = row;
  return { ...download, state: status === "running" && wasLost ? "lost" : status };
}

/**
 * Begins a download in the books, or goes on with it: one at a time, after the yes to looking.
 * @returns the run that may write of it
 * @throws AppError `conflict` before the yes, and while another runs
 */
export async function beginHomeDownload(
  db: Db,
  { model, actorId }: { model: string; actorId: string },
): Promise<string> {
  return db.transaction(async (tx) => {
    // Whoever takes the yes back meanwhile waits, and then finds this run and ends it.
    await requireHomeLook(tx);
    // What the server has of the same model is shown until it says more.
    const kept = (column: "completed_bytes" | "total_bytes") =>
      sql`case when home_downloads.model = ${model} then home_downloads.${sql.raw(column)} end`;
    const [begun] = await tx
      .insert(homeDownloads)
      .values({ model })
      .onConflictDoUpdate({
        target: homeDownloads.id,
        set: {
          model,
          runId: sql`gen_random_uuid()`,
          status: "running",
          completedBytes: sql`coalesce(${kept("completed_bytes")}, 0)`,
          totalBytes: kept("total_bytes"),
          bytesPerSecond: null,
          beatAt: sql`now()`,
          fault: null,
          said: null,
        },
        setWhere: or(ne(homeDownloads.status, "running"), isLost),
      })
      .returning({ runId: homeDownloads.runId });
    if (!begun) throw alreadyRunning();
    const detail = { model };
    await writeAudit(tx, { actorId, action: "judge.download", subjectId: SUBJECT, detail });
    return begun.runId;
  });
}

/** @returns false when the run has been canceled, or another has begun: nothing was written */
export async function noteHomeDownload(
  db: Db,
  runId: string,
  /** Absent: as it is. */
  progress: Partial<DownloadProgress & { bytesPerSecond: number | null }>,
): Promise<boolean> {
  const noted = await db
    .update(homeDownloads)
    .set({ ...progress, beatAt: sql`now()` })
    .where(heldBy(runId))
    .returning({ id: homeDownloads.id });
  return noted.length > 0;
}

/** Writes what a run came to, unless it has been canceled or another has begun. */
export async function endHomeDownload(db: Db, runId: string, end: DownloadEnd): Promise<void> {
  const changes = end.isWhole
    ? { status: "done" as const }
    : { status: "failed" as const, fault: end.fault, said: end.said };
  await db
    .update(homeDownloads)
    .set({ ...changes, bytesPerSecond: null })
    .where(heldBy(runId));
}

/** Whoever runs it, in whatever process, hangs up within a second. Nothing runs: nothing changes. */
export async function cancelHomeDownload(db: Db, { actorId }: { actorId: string }): Promise<void> {
  await db.transaction((tx) => cancelIn(tx, actorId));
}

/** As `cancelHomeDownload`, in a transaction that takes the yes back. */
export async function cancelIn(tx: DbOrTx, actorId: string): Promise<void> {
  const [gone] = await tx
    .update(homeDownloads)
    .set({ status: "canceled", bytesPerSecond: null })
    .where(eq(homeDownloads.status, "running"))
    .returning({ model: homeDownloads.model });
  if (!gone) return;
  const entry = { subjectId: SUBJECT, detail: { model: gone.model } };
  await writeAudit(tx, { actorId, action: "judge.download_cancel", ...entry });
}

function heldBy(runId: string) {
  return and(eq(homeDownloads.runId, runId), eq(homeDownloads.status, "running"));
}

function alreadyRunning(): AppError {
  return new AppError("conflict", {
    message: "no download: one is under way",
    userMessage: "A download is already running. Wait for it, or cancel it.",
  });
}
