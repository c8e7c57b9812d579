import type { SaveOutcome } from "#domain/attempts/save.schema";

/** A save as it is kept: its name, what came in, and what was answered. */
export type Revision = {
  attemptId: string;
  clientId: string;
  seq: number;
  kind: "save" | "conflict" | "late";
  payload: Record<string, unknown>;
  reply: SaveOutcome;
};

/** The same as it is written. */
export type StoredRevision = Omit<Revision, "payload" | "reply"> & {
  payload: string;
  reply: string;
  bytes: number;
};

/** A row's own columns, its header and its place in three indexes, about. */
const ROW_BYTES = 200;
/** Beyond this no payload is added: the sweep cuts an attempt's history to half of it. */
export const MAX_HISTORY_BYTES = 20_000_000;
/** Copies of texts written twice; the browser that wrote the second one has it as well. */
const MAX_CONFLICT_BYTES = 4_000_000;

/**
 * Measures a revision. A payload that does not fit, into its attempt's history or the room that its
 * candidate has, is left out, the row is not: sending the save again must get the same reply. Nothing is lost by it. What a save brought is merged by then, and a
 * text that conflicts is not acknowledged: the browser keeps it until the candidate has chosen.
 */
export function storeRevision(
  revision: Revision,
  stored: { historyBytes: number; keptBytes: number; room: number },
): StoredRevision {
  const whole = write(revision);
  if (revision.kind !== "late" && whole.bytes > stored.room)
    return write({ ...revision, payload: {} });
  if (revision.kind === "save" && stored.historyBytes + whole.bytes > MAX_HISTORY_BYTES)
    return write({ ...revision, payload: {} });
  if (revision.kind === "conflict" && stored.keptBytes + whole.bytes > MAX_CONFLICT_BYTES)
    return write({ ...revision, payload: {} });
  return whole;
}

function write(revision: Revision): StoredRevision {
  const payload = JSON.stringify(revision.payload);
  const reply = JSON.stringify(revision.reply);
  const bytes = Buffer.byteLength(payload) + Buffer.byteLength(reply) + ROW_BYTES;
  return { ...revision, payload, reply, bytes };
}
