import { DEFAULT_LIMITS } from "../env";
import type { Db, DbOrTx } from "../db/client";
import { parseScene } from "#domain/diagram/parse-scene";
import { compareCheckpoint } from "./compare-checkpoint";
import { GRACE_MS, isOver, requireOwnAttempt } from "./own-attempt";
import { readForSave } from "./read-for-save";
import type { BeforeSave } from "./read-for-save";
import { resolveLate } from "./resolve-late";
import type { Save, SaveOutcome as Outcome, SaveReply } from "#domain/attempts/save.schema";
import { applyTexts, measureGrowth } from "./save-texts";
import { refuseLocked } from "./refuse-locked";
import { refuseUnasked } from "./refuse-unasked";
import { fitScene } from "./fit-scene";
import { LATE_LIMITS, requireUnderLateLimit } from "./late-limits";
import type { LateLimits } from "./late-limits";
import { storeRevision } from "./stored-revision";
import { NO_CHANGES, writeSave } from "./write-save";
import type { Changes } from "./write-save";

type SaveInput = {
  attemptId: string;
  userId: string;
  save: Save;
  late?: LateLimits;
  /** Of all that this person may store. */
  maxBytes?: number;
};

/**
 * Merges one save and answers only after the commit: what the reply says is durable. The same
 * `(clientId, seq)` again gets the same reply and changes nothing. After the deadline (plus a short
 * grace) or the submit, the save is kept as a late revision and is not part of what is graded.
 *
 * Two statements do it, one that reads and one that writes if nothing was saved in between; only a
 * save that loses such a race takes the attempt's lock and starts over.
 * @throws AppError `not_found` for an attempt that is not this person's, `bad_request` for what is
 *   locked or was never asked, `gone` for late work that is too late or too much
 */
export async function saveAttempt(db: Db, input: SaveInput): Promise<SaveReply> {
  const reply = (await trySave(db, input)) ?? (await saveLocked(db, input));
  const { checkpoint } = input.save;
  if (checkpoint === undefined || reply.outcome === "late") return reply;
  // After the save and apart from it: what is answered for is stored, whatever comes of this.
  const held = await compareCheckpoint(db, input.attemptId, checkpoint);
  return held === null ? reply : { ...reply, held };
}

function saveLocked(db: Db, input: SaveInput): Promise<SaveReply> {
  return db.transaction(async (tx) => {
    await requireOwnAttempt(tx, input, { lock: true });
    const reply = await trySave(tx, input);
    if (reply === null) throw new Error(`attempt ${input.attemptId} changed while it was locked`);
    return reply;
  });
}

/** @returns null, with nothing stored, when another save or the submit came in between */
async function trySave(db: DbOrTx, input: SaveInput): Promise<SaveReply | null> {
  const { save } = input;
  const before = await readForSave(db, input);
  if (before.earlier !== null) return toReply(before.earlier, save, before);
  refuseLocked(before.attempt.locked, save);
  refuseUnasked(before.askedTurns, save);
  const parsed = parseScene({ elements: save.elements, files: save.files });
  const room = (input.maxBytes ?? DEFAULT_LIMITS.storedBytes) - before.storedBytes;
  const dropped = [...parsed.dropped, ...parsed.notices];
  const revision = {
    attemptId: before.attempt.id,
    clientId: save.clientId,
    seq: save.seq,
    payload: {
      texts: save.texts,
      elements: parsed.scene.elements,
      fileIds: Object.keys(parsed.scene.files),
    },
  };
  if (isOver(before.attempt, GRACE_MS)) {
    const { texts, resend } = await resolveLate(db, before, save);
    const reply: Outcome = { outcome: "late", revisions: {}, resend, conflicts: [], dropped };
    // Pictures too: of an attempt that is over, nothing else would hold them.
    const payload = { ...revision.payload, texts, files: parsed.scene.files };
    const stored = { ...before.attempt, room };
    const late = storeRevision({ ...revision, payload, kind: "late", reply }, stored);
    requireUnderLateLimit(stored, late.bytes, input.late ?? LATE_LIMITS);
    const isKept = await writeSave(db, late, NO_CHANGES, before.attempt);
    return isKept ? toReply(reply, save, before) : null;
  }
  const texts = applyTexts(before.texts, save);
  const textBytes = measureGrowth(before.texts, texts.written);
  // Texts always fit: they are what is handed in, and small.
  const scene = fitScene(parsed.scene, { ...before.capacity, room: room - textBytes });
  const grownBytes = textBytes + scene.grownBytes;
  const reply: Outcome = {
    outcome: "saved",
    ...texts.result,
    dropped: [...dropped, ...scene.refused],
  };
  const kind = reply.conflicts.length > 0 ? "conflict" : "save";
  const changes: Changes = { ...scene, texts: texts.written, grownBytes };
  const isStored = await writeSave(
    db,
    storeRevision({ ...revision, kind, reply }, { ...before.attempt, room: room - grownBytes }),
    changes,
    before.attempt,
  );
  return isStored ? toReply(reply, save, before) : null;
}

function toReply(outcome: Outcome, save: Save, { attempt }: BeforeSave): SaveReply {
  return {
    ...outcome,
    seq: save.seq,
    serverNow: attempt.now.toISOString(),
    deadlineAt: attempt.deadlineAt?.toISOString() ?? null,
  };
}
