import type { SceneElement } from "../../diagram/scene.schema";
import { applySplice, diffTexts } from "../../text/splice";
import type { Splice } from "../../text/splice";
import { TEXT_IDS } from "../answer.schema";
import type { TextId } from "../answer.schema";

/** One element's change: all of it, what differs from before, or that it is gone. */
type ElementChange =
  | { whole: SceneElement }
  | { id: string; set: Partial<SceneElement> }
  | { id: string; isGone: true };

/** What changed up to a moment, measured against the frame before. */
export type ReplayFrame = {
  /** Milliseconds since the attempt was started. */
  at: number;
  texts?: Partial<Record<TextId, Splice>>;
  elements?: ElementChange[];
};

/** The work as it stood: the texts, and the elements that were not deleted, by id. */
export type ReplayState = { texts: Record<TextId, string>; elements: Map<string, SceneElement> };

export function emptyState(): ReplayState {
  const texts = Object.fromEntries(TEXT_IDS.map((id) => [id, ""])) as Record<TextId, string>;
  return { texts, elements: new Map() };
}

/** A copy that further frames don't change. */
export function copyState({ texts, elements }: ReplayState): ReplayState {
  return { texts: { ...texts }, elements: new Map(elements) };
}

/** Applies a frame to the state before it, in place. Elements are replaced, never changed. */
export function applyFrame(state: ReplayState, frame: ReplayFrame): void {
  for (const id of TEXT_IDS) {
    const splice = frame.texts?.[id];
    if (splice) state.texts[id] = applySplice(state.texts[id], splice) ?? state.texts[id];
  }
  for (const change of frame.elements ?? []) applyChange(state.elements, change);
}

function applyChange(elements: Map<string, SceneElement>, change: ElementChange): void {
  if ("whole" in change) {
    elements.set(change.whole.id, change.whole);
  } else if ("isGone" in change) {
    elements.delete(change.id);
  } else {
    const before = elements.get(change.id);
    if (before) elements.set(change.id, { ...before, ...change.set } as SceneElement);
  }
}

/** The state after the first `count` frames. */
export function playFrames(frames: readonly ReplayFrame[], count = frames.length): ReplayState {
  const state = emptyState();
  for (const frame of frames.slice(0, count)) applyFrame(state, frame);
  return state;
}

/**
 * The frame that leads from one state to another; null where they are the same.
 * @param touched ids of the elements that may differ
 */
export function diffStates(
  before: ReplayState,
  after: ReplayState,
  touched: Iterable<string>,
  at: number,
): ReplayFrame | null {
  const texts: ReplayFrame["texts"] = {};
  for (const id of TEXT_IDS) {
    if (before.texts[id] !== after.texts[id]) {
      texts[id] = diffTexts(before.texts[id], after.texts[id]);
    }
  }
  const elements = [...touched].flatMap((id) =>
    diffElement(id, before.elements.get(id), after.elements.get(id)),
  );
  const hasTexts = Object.keys(texts).length > 0;
  if (!hasTexts && elements.length === 0) return null;
  return { at, ...(hasTexts && { texts }), ...(elements.length > 0 && { elements }) };
}

/** When it was drawn is said by its frame. */
const UNTOLD = "updated";

function diffElement(
  id: string,
  before: SceneElement | undefined,
  after: SceneElement | undefined,
): ElementChange[] {
  if (before === after) return [];
  if (!after) return [{ id, isGone: true }];
  if (!before) return [{ whole: after }];
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  // What a patch can't say: that a field is no longer there.
  if ([...old.keys()].some((key) => !now.has(key))) return [{ whole: after }];
  const changed = [...now].filter(
    ([key, value]) => key !== UNTOLD && JSON.stringify(value) !== JSON.stringify(old.get(key)),
  );
  return changed.length === 0 ? [] : [{ id, set: Object.fromEntries(changed) }];
}

/** Ids of the elements that a frame changes. */
export function touchedBy(frame: ReplayFrame): string[] {
  return (frame.elements ?? []).map((change) => ("whole" in change ? change.whole.id : change.id));
}
