import { eq, sql } from "drizzle-orm";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { replyIdOf } from "#domain/attempts/turn.schema";
import type { StoredTimeline } from "#domain/attempts/replay/stored-timeline";
import { emptyState } from "#domain/attempts/replay/timeline";
import type { ReplayState } from "#domain/attempts/replay/timeline";
import type { TimelineLimits } from "#domain/attempts/replay/thin-frames";
import type { DbOrTx } from "../../db/client";
import { attempts, attemptTimelines } from "../../db/tables/attempts";
import { getAnswers } from "../get-answers";
import { getExchanges } from "../get-exchanges";
import type { OwnAttempt } from "../own-attempt";
import { getScene } from "../scene-store";
import { readSaves } from "./read-saves";
import { beginTimeline, SaveRecorder } from "./record-saves";

/** While all saves are there: enough that nothing which mattered is merged away. */
export const SEEN_LIMITS: TimelineLimits = { frames: 400, bytes: 1_000_000 };
/** What stays once they are pruned: a point every 20 s of 40 minutes. */
export const KEPT_LIMITS: TimelineLimits = { frames: 120, bytes: 300_000 };

/** A timeline as it was put together; `basedOn` is the last revision of the one that is stored. */
export type FoldedTimeline = {
  timeline: StoredTimeline;
  /** The last revision that is in it; 0 for none. */
  throughId: number;
  /** Null: nothing is stored. */
  basedOn: number | null;
};

type Folded = Pick<OwnAttempt, "id" | "kind" | "basedOnId" | "focusSection" | "startsFromText">;

/**
 * The stored timeline of an attempt with the saves that came after it, within `limits`. Reads in
 * batches; writes nothing.
 * @param upTo the last revision that is wanted; null: all
 */
export async function foldTimeline(
  db: DbOrTx,
  attempt: Folded,
  { limits, upTo }: { limits: TimelineLimits; upTo: number | null },
): Promise<FoldedTimeline> {
  const stored = await findTimeline(db, attempt.id);
  const begun = stored?.timeline ?? (await begin(db, attempt));
  const recorder = new SaveRecorder(begun, limits);
  let throughId = stored?.throughId ?? 0;
  for await (const batch of readSaves(db, attempt.id, { after: throughId, upTo })) {
    for (const { save, id } of batch) {
      recorder.add(save);
      throughId = id;
    }
  }
  return { timeline: recorder.finish(), throughId, basedOn: stored?.throughId ?? null };
}

async function findTimeline(db: DbOrTx, attemptId: string) {
  const [row] = await db
    .select({ timeline: attemptTimelines.timeline, throughId: attemptTimelines.throughId })
    .from(attemptTimelines)
    .where(eq(attemptTimelines.attemptId, attemptId));
  return row ?? null;
}

async function begin(db: DbOrTx, attempt: Folded): Promise<StoredTimeline> {
  const knownFrom = await findKnownFrom(db, attempt);
  const start = knownFrom === 0 ? await readStart(db, attempt) : emptyState();
  return beginTimeline(start, knownFrom);
}

/** Every save adds one to its attempt's revision: rows that are missing were pruned. */
async function findKnownFrom(db: DbOrTx, { id }: Folded): Promise<number | null> {
  const [row] = await db.execute<{ isWhole: boolean; first: number | null }>(sql`
    select revision <= (select count(*) from revisions where attempt_id = ${id}) as "isWhole",
      (select round(extract(epoch from min(created_at) - started_at) * 1000)::float8
        from revisions where attempt_id = ${id} and kind <> 'late') as first
    from ${attempts} where id = ${id}`);
  if (!row || row.isWhole) return 0;
  return row.first === null ? null : Math.max(1, row.first);
}

/** What a retry carried over: no save of its own brought it. */
async function readStart(
  db: DbOrTx,
  { id, kind, basedOnId, focusSection, startsFromText }: Folded,
): Promise<ReplayState> {
  const start = emptyState();
  if (kind !== "retry" || basedOnId === null) return start;
  const [answers, scene, exchanges] = await Promise.all([
    getAnswers(db, basedOnId),
    getScene(db, basedOnId),
    // Its own: those take no change, and retries from before they were carried over have none.
    getExchanges(db, id),
  ]);
  Object.assign(start.texts, EMPTY_ANSWERS, answers);
  for (const { turn, reply } of exchanges) start.texts[replyIdOf(turn)] = reply;
  if (focusSection !== null && !startsFromText) start.texts[focusSection] = "";
  for (const element of scene.elements) {
    if (!element.isDeleted) start.elements.set(element.id, element);
  }
  return start;
}

/**
 * Stores a timeline, unless another one was stored since it was read.
 * @returns whether it is stored
 */
export async function saveTimeline(
  db: DbOrTx,
  attemptId: string,
  { timeline, throughId, basedOn }: FoldedTimeline,
): Promise<boolean> {
  const stored = await db
    .insert(attemptTimelines)
    .values({ attemptId, timeline, throughId })
    .onConflictDoUpdate({
      target: attemptTimelines.attemptId,
      set: { timeline, throughId, updatedAt: sql`now()` },
      setWhere: eq(attemptTimelines.throughId, basedOn ?? -1),
    })
    .returning({ attemptId: attemptTimelines.attemptId });
  return stored.length > 0;
}
