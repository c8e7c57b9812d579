import { TEXT_IDS } from "#domain/attempts/answer.schema";
import { takeCheckpoint, type Checkpoint, type HeldWork } from "#domain/attempts/checkpoint.schema";
import type { SaveReply } from "#domain/attempts/save.schema";
import { parseScene } from "#domain/diagram/parse-scene";
import type { PendingSave } from "./compose-save";
import { absorb, isTextUnsent, listConflicts, stampOf } from "./work-state";
import type { Absorbed, WorkState } from "./work-state";

/** So often a save says what the server should hold by now. */
export const CHECKPOINT_MS = 60_000;

/** @returns null when this save leaves something unsent, so that nothing can be said of the whole */
export function checkpointOf(state: WorkState, pending: PendingSave): Checkpoint | null {
  const isWhole =
    TEXT_IDS.every((id) => !isTextUnsent(state.texts[id]) || pending.texts[id] !== undefined) &&
    pending.elements.length === state.unsentElements.size &&
    listConflicts(state).length === 0;
  if (!isWhole) return null;
  const texts = TEXT_IDS.map((id) => [id, pending.texts[id] ?? state.texts[id].base.text]);
  const held = [...state.elements.values()].flatMap((element) => {
    const known = state.refused.get(element.id)?.held;
    return known === undefined ? [element] : known === null ? [] : [known];
  });
  return takeCheckpoint(Object.fromEntries(texts), held);
}

/**
 * Remembers what the server would not have, so that it is not taken for lost later. A deletion may have
 * made room: then what was left out is sent once more.
 */
export function noteRefused(state: WorkState, pending: PendingSave, reply: SaveReply): void {
  const named = new Set(reply.dropped.map(({ id }) => id));
  for (const element of pending.elements)
    if (named.has(element.id)) state.refused.set(element.id, { stamp: stampOf(element) });
    else state.refused.delete(element.id);
  if (!pending.elements.some(({ isDeleted }) => isDeleted)) return;
  for (const id of state.refused.keys()) {
    const element = state.elements.get(id);
    if (element && !element.isDeleted) state.unsentElements.set(id, element);
  }
}

/**
 * Brings both sides together after a checkpoint did not hold: what the server has and this page does
 * not is taken in, and what only this page has is unsent again.
 */
export function repair(state: WorkState, held: HeldWork): Absorbed {
  for (const id of TEXT_IDS) {
    const own = state.texts[id];
    const theirs = held.texts[id] ?? { text: "", revision: 0 };
    const isOther = theirs.revision === own.base.revision && theirs.text !== own.base.text;
    if (!isOther && theirs.revision >= own.base.revision) continue;
    own.base = theirs;
    own.wantsWhole = true;
  }
  const { elements } = parseScene({ elements: held.elements }).scene;
  const absorbed = absorb(state, { texts: held.texts, elements, files: [] });
  const byId = new Map(elements.map((element) => [element.id, element]));
  for (const element of state.elements.values()) {
    const stamp = stampOf(element);
    const refused = state.refused.get(element.id);
    const theirs = byId.get(element.id);
    if (theirs && stampOf(theirs) === stamp) continue;
    if (refused?.stamp === stamp) refused.held = theirs ?? null;
    else state.unsentElements.set(element.id, element);
  }
  return absorbed;
}
