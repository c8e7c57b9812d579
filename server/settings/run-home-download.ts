import { setTimeout as pause } from "node:timers/promises";
import type { DownloadEnd, DownloadProgress } from "#domain/settings/home-download";
import type { Db } from "../db/client";
import { DOWNLOAD_LOST_MS, endHomeDownload, noteHomeDownload } from "./home-download";

const BEAT_MS = 1_000;
/** The rate is that of the last seconds: lines to the world change their pace. */
const RATE_SECONDS = 15;

/** Asks the server for a model, and says how far it is. */
export type Pull = (options: {
  signal: AbortSignal;
  onProgress: (progress: DownloadProgress) => void;
}) => Promise<DownloadEnd>;

/**
 * Runs a download that has begun, to its end: its row says how far it is, and the row alone decides
 * whether it goes on, so that a cancel reaches it from any process. What came is the server's to keep.
 * @throws never for what the server or the database does: a row that is no longer written reads as lost
 */
export async function runHomeDownload(db: Db, runId: string, pull: Pull): Promise<void> {
  const stop = new AbortController();
  const over = new AbortController();
  const latest: { progress: DownloadProgress | null } = { progress: null };
  const beating = beat(db, runId, () => latest.progress, { stop, over: over.signal });
  try {
    const end = await pull({ signal: stop.signal, onProgress: (next) => (latest.progress = next) });
    over.abort();
    await beating;
    if (latest.progress !== null) await noteHomeDownload(db, runId, latest.progress);
    await endHomeDownload(db, runId, end);
  } catch {
    // Canceled, or the database is away: either way the row says it.
    over.abort();
    await beating;
  }
}

/** Writes each second; ends the download when the row is no longer its own, or can't be written. */
async function beat(
  db: Db,
  runId: string,
  read: () => DownloadProgress | null,
  { stop, over }: { stop: AbortController; over: AbortSignal },
): Promise<void> {
  const rateOf = createRate();
  let heardAt = performance.now();
  while (!over.aborted) {
    await pause(BEAT_MS, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return;
    const progress = read();
    const changes = progress && { ...progress, bytesPerSecond: rateOf(progress.completedBytes) };
    try {
      if (!(await noteHomeDownload(db, runId, changes ?? {}))) return stop.abort();
      heardAt = performance.now();
    } catch {
      // Others take the row for lost by then, and may begin another.
      if (performance.now() - heardAt > DOWNLOAD_LOST_MS) return stop.abort();
    }
  }
}

/** Bytes a second over the last `RATE_SECONDS`; null before there are two readings. */
function createRate(): (bytes: number) => number | null {
  const seen: { bytes: number; at: number }[] = [];
  return (bytes) => {
    seen.push({ bytes, at: performance.now() });
    if (seen.length > RATE_SECONDS) seen.shift();
    const [first] = seen;
    const last = seen.at(-1);
    if (!first || !last || first === last) return null;
    return Math.max(0, (1000 * (last.bytes - first.bytes)) / (last.at - first.at));
  };
}
