import { copyState, diffStates, emptyState, playFrames } from "#domain/attempts/replay/timeline";
import type { ReplayFrame, ReplayState } from "#domain/attempts/replay/timeline";
import type { StoredTimeline } from "#domain/attempts/replay/stored-timeline";
import { thinFrames } from "#domain/attempts/replay/thin-frames";
import type { TimelineLimits } from "#domain/attempts/replay/thin-frames";
import { TEXT_IDS } from "#domain/attempts/answer.schema";
import type { SaveOutcome, TextChange } from "#domain/attempts/save.schema";
import type { SceneElement } from "#domain/diagram/scene.schema";
import type { TextId } from "#domain/attempts/answer.schema";
import { applyChange } from "../save-texts";

/** A save as its revision holds it; `at` in milliseconds since the attempt was started. */
export type RecordedSave = {
  at: number;
  texts: Partial<Record<TextId, TextChange>>;
  elements: readonly SceneElement[];
  reply: Pick<SaveOutcome, "revisions" | "dropped">;
};

/** Frames are merged once there are so many times more than may be kept: merging reads all of them. */
const SLACK = 4;

/**
 * Adds saves to a timeline, oldest first, as they were merged when they came: a reply says what was
 * taken. A splice whose base isn't known changes nothing; the next whole text does.
 */
export class SaveRecorder {
  readonly #limits: TimelineLimits;
  readonly #state: ReplayState;
  readonly #stamps: Map<string, Pick<SceneElement, "version" | "versionNonce">>;
  #timeline: StoredTimeline;

  constructor(begun: StoredTimeline, limits: TimelineLimits) {
    this.#limits = limits;
    this.#timeline = { ...begun, frames: [...begun.frames], revisions: { ...begun.revisions } };
    this.#state = playFrames(begun.frames);
    this.#stamps = new Map(this.#state.elements);
  }

  add(save: RecordedSave): void {
    const before = copyState(this.#state);
    this.#takeTexts(save);
    const touched = this.#timeline.isWithoutDrawing ? [] : this.#takeElements(save);
    const frame = diffStates(before, this.#state, touched, save.at);
    if (frame) this.#timeline.frames.push(frame);
    this.#timeline.saves += 1;
    if (this.#timeline.frames.length > SLACK * this.#limits.frames) this.#thin();
  }

  #takeTexts({ texts, reply }: RecordedSave): void {
    for (const id of TEXT_IDS) {
      const change = texts[id];
      const revision = reply.revisions[id];
      if (!change || revision === undefined) continue;
      const current = { text: this.#state.texts[id], revision: this.#timeline.revisions[id] ?? 0 };
      const text = applyChange(current, change);
      if (text === null) this.#notePart(id);
      else this.#state.texts[id] = text;
      this.#timeline.revisions[id] = revision;
    }
  }

  #notePart(id: TextId): void {
    const { partlyKnown } = this.#timeline;
    if (!partlyKnown.includes(id)) this.#timeline.partlyKnown = [...partlyKnown, id];
  }

  /** @returns ids of what it changed */
  #takeElements({ elements, reply }: RecordedSave): string[] {
    const refused = new Set(reply.dropped.map(({ id }) => id));
    return elements.flatMap((element) => {
      const { id, isDeleted } = element;
      if (refused.has(id) || !isNewer(element, this.#stamps.get(id))) return [];
      this.#stamps.set(id, element);
      if (isDeleted) this.#state.elements.delete(id);
      else this.#state.elements.set(id, element);
      return [id];
    });
  }

  /** The timeline within its limits. A drawing whose course doesn't fit is left out of it. */
  finish(): StoredTimeline {
    this.#thin();
    return this.#timeline;
  }

  #thin(): void {
    const { frames } = this.#timeline;
    const thinned = thinFrames(frames, this.#limits);
    if (thinned) {
      this.#timeline.frames = thinned;
      return;
    }
    this.#timeline.isWithoutDrawing = true;
    this.#timeline.frames = thinFrames(frames.flatMap(withoutElements), this.#limits) ?? [];
  }
}

/** The rule by which a save's elements are stored (write-save.ts). */
function isNewer(
  element: SceneElement,
  known: Pick<SceneElement, "version" | "versionNonce"> | undefined,
): boolean {
  if (!known) return true;
  if (element.version !== known.version) return element.version > known.version;
  return element.versionNonce < known.versionNonce;
}

function withoutElements({ at, texts }: ReplayFrame): ReplayFrame[] {
  return texts ? [{ at, texts }] : [];
}

/** A timeline that begins with what was there before the first save. */
export function beginTimeline(start: ReplayState, knownFrom: number | null): StoredTimeline {
  const first = diffStates(emptyState(), start, start.elements.keys(), 0);
  return {
    frames: first ? [first] : [],
    knownFrom,
    saves: 0,
    revisions: Object.fromEntries(
      TEXT_IDS.flatMap((id) => (start.texts[id] === "" ? [] : [[id, 1] as const])),
    ),
    partlyKnown: [],
    isWithoutDrawing: false,
  };
}
