import type { Save, SaveReply, TextChange } from "#domain/attempts/save.schema";
import { MAX_FILES, type SceneElement, type SceneFile } from "#domain/diagram/scene.schema";
import { TEXT_IDS, type TextId } from "#domain/attempts/answer.schema";
import { diffTexts } from "#domain/text/splice";
import {
  grewFrom,
  isTextUnsent,
  stampOf,
  type ServerWork,
  type TextState,
  type WorkState,
} from "./work-state";

/** Elements in one save; the server takes 5,000, but a smaller body is retried for less. */
const MAX_ELEMENTS_PER_SAVE = 1_000;
/** Pictures in one save, as characters of their data URLs. */
const MAX_FILE_CHARS_PER_SAVE = 1_500_000;
/** Unanswered texts remembered per section; older ones are farther from what the server can hold. */
const MAX_ANCESTORS = 4;

/** A save under way, with what it must be compared to when its reply comes. */
export type PendingSave = {
  save: Save;
  texts: Partial<Record<TextId, string>>;
  elements: SceneElement[];
  files: SceneFile[];
};

/**
 * The next save: everything unsent, up to `maxItems` texts, elements and pictures together.
 *
 * @returns null when there is nothing to send
 */
export function composeSave(
  state: WorkState,
  name: { clientId: string; seq: number; maxItems: number },
): PendingSave | null {
  const sections = TEXT_IDS.filter((section) => isTextUnsent(state.texts[section])).slice(
    0,
    name.maxItems,
  );
  const maxElements = Math.min(name.maxItems - sections.length, MAX_ELEMENTS_PER_SAVE);
  const elements = [...state.unsentElements.values()].slice(0, maxElements);
  const files = takeFiles(
    state,
    Math.min(name.maxItems - sections.length - elements.length, MAX_FILES),
  );
  if (sections.length + elements.length + files.length === 0) return null;

  const pending: PendingSave = {
    save: {
      clientId: name.clientId,
      seq: name.seq,
      texts: {},
      elements,
      files: Object.fromEntries(files.map((file) => [file.id, file])),
    },
    texts: {},
    elements,
    files,
  };
  for (const section of sections) {
    const text = state.texts[section];
    pending.save.texts[section] = describeChange(text);
    pending.texts[section] = text.text;
    text.ancestors = [...text.ancestors, text.text].slice(-MAX_ANCESTORS);
  }
  return pending;
}

function takeFiles(state: WorkState, maxCount: number): SceneFile[] {
  const taken: SceneFile[] = [];
  let chars = 0;
  for (const file of state.unsentFiles.values()) {
    chars += file.dataURL.length;
    if (taken.length >= maxCount || (taken.length > 0 && chars > MAX_FILE_CHARS_PER_SAVE)) break;
    taken.push(file);
  }
  return taken;
}

function describeChange({ base, text, wantsWhole }: TextState): TextChange {
  const baseRevision = base.revision;
  if (wantsWhole || base.text === "") return { kind: "whole", baseRevision, text };
  return { kind: "splice", baseRevision, ...diffTexts(base.text, text) };
}

export function countItems(pending: PendingSave): number {
  return Object.keys(pending.texts).length + pending.elements.length + pending.files.length;
}

/** Books a reply: what it answers for is acknowledged, unless it was edited again meanwhile. */
export function acknowledge(state: WorkState, pending: PendingSave, reply: SaveReply): void {
  for (const section of TEXT_IDS) {
    const sent = pending.texts[section];
    if (sent !== undefined) acknowledgeText(state.texts[section], section, sent, reply);
  }
  forgetSent(state, pending);
}

function acknowledgeText(own: TextState, section: TextId, sent: string, reply: SaveReply): void {
  const conflict = reply.conflicts.find((other) => other.section === section);
  if (reply.resend.includes(section)) {
    own.wantsWhole = true;
  } else if (conflict) {
    const theirs = { text: conflict.text, revision: conflict.revision };
    // The server holds what we sent, or what we built on: an answer of ours was lost on its way.
    if (theirs.text === sent || grewFrom(own, theirs.text)) rebase(own, theirs);
    else own.conflict = theirs;
  } else {
    rebase(own, { text: sent, revision: reply.revisions[section] ?? own.base.revision });
  }
}

function rebase(own: TextState, base: TextState["base"]): void {
  own.base = base;
  own.ancestors = [];
  own.wantsWhole = false;
  own.refused = null;
}

function forgetSent(state: WorkState, pending: PendingSave): void {
  for (const sent of pending.elements) {
    const now = state.unsentElements.get(sent.id);
    if (now && stampOf(now) === stampOf(sent)) state.unsentElements.delete(sent.id);
  }
  for (const file of pending.files) state.unsentFiles.delete(file.id);
}

/**
 * Sets a save aside that the server refuses for good, so that the rest can go on. Its texts stay in
 * the field and in the browser's own store.
 */
export function setAside(state: WorkState, pending: PendingSave): void {
  for (const section of TEXT_IDS)
    if (pending.texts[section] !== undefined) state.texts[section].refused = pending.texts[section];
  forgetSent(state, pending);
}

/** What other tabs may take as the server's: only what this reply vouches for. */
export function describeAcknowledged(
  state: WorkState,
  pending: PendingSave,
  reply: SaveReply,
): ServerWork {
  if (reply.outcome === "late") return { texts: {}, elements: [], files: [] };
  const dropped = new Set(reply.dropped.map((item) => item.id));
  const texts: ServerWork["texts"] = {};
  for (const section of TEXT_IDS) {
    const revision = reply.revisions[section];
    const text = pending.texts[section];
    if (revision !== undefined && text !== undefined && state.texts[section].base.text === text)
      texts[section] = { text, revision };
  }
  return {
    texts,
    elements: pending.elements.filter((element) => !dropped.has(element.id)),
    files: pending.files.filter((file) => !dropped.has(file.id)),
  };
}
