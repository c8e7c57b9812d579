import { mergeElements } from "#domain/diagram/merge-elements";
import { type SceneElement, type SceneFile } from "#domain/diagram/scene.schema";
import { TEXT_IDS, type TextId } from "#domain/attempts/answer.schema";

/** A text as the server is known to hold it. */
export type ServerText = { text: string; revision: number };

/** One section's text: what the server acknowledged, and what stands in the field. */
export type TextState = {
  base: ServerText;
  text: string;
  /**
   * Texts that were sent and never answered. Should the server turn out to hold one of them, then
   * ours was written on top of it, and there is no conflict.
   */
  ancestors: string[];
  /** The server could not apply a splice: the next save carries the whole text. */
  wantsWhole: boolean;
  /** Another tab wrote this section meanwhile: both are kept until the candidate chooses. */
  conflict: ServerText | null;
  /** A text the server refused for good: not sent again until it changes. */
  refused: string | null;
};

/** Everything the candidate made, and which part of it the server has not acknowledged. */
export type WorkState = {
  texts: Record<TextId, TextState>;
  elements: Map<string, SceneElement>;
  unsentElements: Map<string, SceneElement>;
  files: Map<string, SceneFile>;
  unsentFiles: Map<string, SceneFile>;
  /** Elements the server named as left out or altered, in the version that it named. */
  refused: Map<string, Refused>;
};

type Refused = {
  stamp: string;
  /** The older version that the server holds; null for none. Not known before a checkpoint failed. */
  held?: { id: string; version: number; versionNonce: number } | null;
};

/** What a server, or another tab that heard it from the server, holds. */
export type ServerWork = {
  texts: Partial<Record<TextId, ServerText>>;
  elements: readonly SceneElement[];
  files: readonly SceneFile[];
};

/** What taking in somebody else's work changed here, for the fields and the canvas to show. */
export type Absorbed = { sections: TextId[]; elements: SceneElement[]; files: SceneFile[] };

/** @returns the state of a browser that holds nothing of its own yet */
export function createWorkState(server: ServerWork): WorkState {
  return {
    texts: Object.fromEntries(
      TEXT_IDS.map((section) => [
        section,
        createTextState(server.texts[section] ?? { text: "", revision: 0 }),
      ]),
    ) as Record<TextId, TextState>,
    elements: new Map(server.elements.map((element) => [element.id, element])),
    unsentElements: new Map(),
    files: new Map(server.files.map((file) => [file.id, file])),
    unsentFiles: new Map(),
    refused: new Map(),
  };
}

function createTextState(base: ServerText): TextState {
  return { base, text: base.text, ancestors: [], wantsWhole: false, conflict: null, refused: null };
}

export function isTextUnsent(state: TextState): boolean {
  return state.text !== state.base.text && state.conflict === null && state.text !== state.refused;
}

/** True while something here has not been acknowledged and can be sent. */
export function hasUnsent(state: WorkState): boolean {
  return (
    TEXT_IDS.some((section) => isTextUnsent(state.texts[section])) ||
    state.unsentElements.size > 0 ||
    state.unsentFiles.size > 0
  );
}

export function listConflicts(state: WorkState): TextId[] {
  return TEXT_IDS.filter((section) => state.texts[section].conflict !== null);
}

/** @returns false when the text is what stood there already */
export function editText(state: WorkState, section: TextId, text: string): boolean {
  // Postgres can store neither; both come only from broken clipboards.
  const clean = text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\ufffd");
  if (state.texts[section].text === clean) return false;
  state.texts[section].text = clean;
  return true;
}

/** Takes elements that the candidate changed. One that is older than what is held is no change. */
export function editElements(state: WorkState, changed: readonly SceneElement[]): boolean {
  let isChanged = false;
  for (const element of changed) {
    if (winnerOf(state.elements.get(element.id), element) !== element) continue;
    state.elements.set(element.id, element);
    state.unsentElements.set(element.id, element);
    isChanged = true;
  }
  return isChanged;
}

/** Pictures never change: one that is known is skipped, so that each is sent once. */
export function addFiles(state: WorkState, files: readonly SceneFile[]): SceneFile[] {
  const fresh = files.filter((file) => !state.files.has(file.id));
  for (const file of fresh) {
    state.files.set(file.id, file);
    state.unsentFiles.set(file.id, file);
  }
  return fresh;
}

/** Settles a conflict: `text` is what the candidate wants to stand, written over the server's. */
export function resolveConflict(state: WorkState, section: TextId, text: string): void {
  const current = state.texts[section];
  if (current.conflict === null) return;
  // The other text may be another page's local copy, which no splice can be measured against.
  state.texts[section] = { ...createTextState(current.conflict), text, wantsWhole: true };
}

/**
 * Takes in what the server holds. A text untouched here follows the server's; one edited here stays,
 * and is a conflict unless the server's is what it grew from. Elements merge by Excalidraw's rule.
 */
export function absorb(state: WorkState, server: ServerWork): Absorbed {
  const absorbed: Absorbed = { sections: [], elements: [], files: [] };
  for (const section of TEXT_IDS) {
    const theirs = server.texts[section];
    if (theirs && absorbText(state.texts[section], theirs)) absorbed.sections.push(section);
  }
  for (const element of server.elements) {
    const own = state.elements.get(element.id);
    if (own && stampOf(own) === stampOf(element)) state.unsentElements.delete(element.id);
    else if (winnerOf(own, element) === element) {
      state.elements.set(element.id, element);
      state.unsentElements.delete(element.id);
      absorbed.elements.push(element);
    }
  }
  for (const file of server.files) {
    state.unsentFiles.delete(file.id);
    if (state.files.has(file.id)) continue;
    state.files.set(file.id, file);
    absorbed.files.push(file);
  }
  return absorbed;
}

/** @returns true when the field shows something else now */
function absorbText(own: TextState, theirs: ServerText): boolean {
  if (theirs.revision < (own.conflict ?? own.base).revision) return false;
  const isClean = own.text === own.base.text && own.conflict === null;
  if (theirs.revision === own.base.revision && own.conflict === null) return false;
  if (isClean || theirs.text === own.text) {
    const isShown = theirs.text !== own.text;
    Object.assign(own, createTextState(theirs));
    return isShown;
  }
  if (own.conflict === null && grewFrom(own, theirs.text)) own.base = theirs;
  else own.conflict = theirs;
  return false;
}

/** True when this section's text was written on top of `text`, so that sending it loses nothing. */
export function grewFrom(own: TextState, text: string): boolean {
  return text === own.base.text || own.ancestors.includes(text);
}

function winnerOf(own: SceneElement | undefined, other: SceneElement): SceneElement {
  if (own === undefined) return other;
  return stampOf(own) === stampOf(other) ? own : (mergeElements([own], [other])[0] ?? own);
}

/** Names one state of an element. */
export function stampOf(element: { version: number; versionNonce: number }): string {
  return `${element.version}:${element.versionNonce}`;
}
