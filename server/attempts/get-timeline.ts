import { eq, sql } from "drizzle-orm";
import pLimit from "p-limit";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { attemptReplies } from "../db/tables/turns";
import type { Answers } from "#domain/attempts/answer.schema";
import { completeFrames } from "#domain/attempts/replay/complete-frames";
import { emptyState } from "#domain/attempts/replay/timeline";
import type { ReplayFrame } from "#domain/attempts/replay/timeline";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { foldTimeline, saveTimeline, SEEN_LIMITS } from "./replay/fold-timeline";
import { requireSubmittedAttempt } from "./visible-attempt";
import { worksheetOf } from "./work-sql";

/** How an attempt went, as far as its saves tell. Times in milliseconds since the start. */
export type AttemptTimeline = {
  /** The last one is what was handed in. */
  frames: ReplayFrame[];
  /** From when on saves are known; 0: from the start. Null: no save is left. */
  knownFrom: number | null;
  /** How many saves it was made of. */
  saves: number;
  /** What was drawn in between is not known: it was too large to be kept. */
  isWithoutDrawing: boolean;
  end: number;
};

/** One after the other: a reader of a long history keeps no processor from the rest. */
const folding = pLimit(1);

/**
 * The timeline of a handed-in attempt. It is put together once and then stored.
 * @param final what was handed in
 * @throws AppError `not_found`; `conflict` while the attempt is open
 */
export async function getTimeline(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
  final: { answers: Answers; elements: readonly SceneElement[] },
): Promise<AttemptTimeline> {
  const attempt = await requireSubmittedAttempt(db, who);
  const timeline = await folding(async () => {
    const folded = await foldTimeline(db, attempt, { limits: SEEN_LIMITS, upTo: null });
    if (folded.throughId > (folded.basedOn ?? 0)) await saveTimeline(db, attempt.id, folded);
    return folded.timeline;
  });
  const end = attempt.submittedAt.getTime() - attempt.startedAt.getTime();
  const [sheet] = await db
    .select({ worksheet: sql<{ text: string } | null>`${worksheetOf(attempt.id)}` })
    .from(attempts)
    .where(eq(attempts.id, attempt.id));
  const replies = await db
    .select({ seq: attemptReplies.seq, text: attemptReplies.text })
    .from(attemptReplies)
    .where(eq(attemptReplies.attemptId, attempt.id));
  const said = Object.fromEntries(replies.map(({ seq, text }) => [`reply_${seq}`, text]));
  const texts = {
    ...emptyState().texts,
    ...final.answers,
    ...said,
    worksheet: sheet?.worksheet?.text ?? "",
  };
  const work = { texts, elements: final.elements };
  const { knownFrom, saves, isWithoutDrawing, partlyKnown } = timeline;
  const isCarried = attempt.kind === "retry" && attempt.basedOnId === null;
  return {
    frames: completeFrames(timeline.frames, work, { knownFrom, end, isCarried, partlyKnown }),
    knownFrom,
    saves,
    isWithoutDrawing,
    end,
  };
}
