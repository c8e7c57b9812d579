import type { SceneElement } from "../../diagram/scene.schema";
import { TEXT_IDS } from "../answer.schema";
import type { TextId } from "../answer.schema";
import { diffStates, emptyState, playFrames, touchedBy } from "./timeline";
import type { ReplayFrame, ReplayState } from "./timeline";

/** The work that was handed in. */
export type FinalWork = { texts: Record<TextId, string>; elements: readonly SceneElement[] };

/**
 * Frames with an end: the last is what was handed in, whatever the saves say. Where the first saves are
 * gone, and where work was carried over from an attempt that is gone, what no save brought was there
 * before them.
 * @param when in milliseconds since the start; `knownFrom` null: no save is left
 */
export function completeFrames(
  frames: readonly ReplayFrame[],
  final: FinalWork,
  when: { knownFrom: number | null; end: number; isCarried?: boolean; partlyKnown?: TextId[] },
): ReplayFrame[] {
  const { knownFrom } = when;
  const hasBefore = knownFrom !== null && (knownFrom > 0 || when.isCarried === true);
  const before = hasBefore ? bringBefore(frames, final, when.partlyKnown ?? [], knownFrom) : [];
  const known = [...before, ...frames];
  const shown = known.filter(({ at }) => at <= when.end);
  const last = playFrames(shown);
  const end = toState(final);
  const touched = new Set([...last.elements.keys(), ...end.elements.keys()]);
  const closing = diffStates(last, end, touched, when.end);
  return closing ? [...shown, closing] : shown;
}

function bringBefore(
  frames: readonly ReplayFrame[],
  final: FinalWork,
  partlyKnown: readonly TextId[],
  at: number,
): ReplayFrame[] {
  const written = new Set<string>(partlyKnown);
  for (const { texts = {} } of frames) for (const id of Object.keys(texts)) written.add(id);
  // Its lines were written into that answer when it was handed in.
  if (final.texts.worksheet !== "") written.add("latency_cost");
  const drawn = new Set(frames.flatMap(touchedBy));
  const state = emptyState();
  for (const id of TEXT_IDS) if (!written.has(id)) state.texts[id] = final.texts[id];
  for (const [id, element] of toState(final).elements) {
    if (!drawn.has(id)) state.elements.set(id, element);
  }
  const frame = diffStates(emptyState(), state, state.elements.keys(), at);
  return frame ? [frame] : [];
}

function toState({ texts, elements }: FinalWork): ReplayState {
  const drawn = elements.filter(({ isDeleted }) => !isDeleted);
  return { texts: { ...texts }, elements: new Map(drawn.map((one) => [one.id, one])) };
}
