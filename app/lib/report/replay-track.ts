import { applyFrame, copyState, emptyState } from "#domain/attempts/replay/timeline";
import type { ReplayFrame, ReplayState } from "#domain/attempts/replay/timeline";
import { countWords, REPLY_IDS } from "#domain/attempts/answer.schema";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { formatClock } from "../time";
import type { ReplayEvent } from "./replay-view";

/** How many frames lie at or before a moment. They are in the order of their times. */
export function countFrames(frames: readonly ReplayFrame[], at: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Reads states by their number of frames. Forwards it applies only the frames in between; backwards it
 * begins anew.
 */
export function createCursor(frames: readonly ReplayFrame[]): (count: number) => ReplayState {
  let state = emptyState();
  let applied = 0;
  return (count) => {
    if (count < applied) {
      state = emptyState();
      applied = 0;
    }
    for (const frame of frames.slice(applied, count)) applyFrame(state, frame);
    applied = Math.max(applied, count);
    return copyState(state);
  };
}

/** Every element that was ever drawn, as it was last: what the canvas has to have room for. */
export function listEverDrawn(frames: readonly ReplayFrame[]): SceneElement[] {
  const all = new Map<string, SceneElement>();
  const state = emptyState();
  for (const frame of frames) {
    applyFrame(state, frame);
    for (const change of frame.elements ?? []) {
      const id = "whole" in change ? change.whole.id : change.id;
      const element = state.elements.get(id);
      if (element) all.set(id, element);
    }
  }
  return [...all.values()];
}

/** In drawing order, as Excalidraw sorts them. */
export function toDrawingOrder(elements: Iterable<SceneElement>): SceneElement[] {
  return [...elements].sort((a, b) => {
    if (a.index === b.index) return a.id < b.id ? -1 : 1;
    if (a.index === null) return 1;
    if (b.index === null) return -1;
    return a.index < b.index ? -1 : 1;
  });
}

/** A row of the timeline. */
export type LaneId = SectionId | "drawing" | "interviewer";
export const LANES: readonly LaneId[] = ["interviewer", "drawing", ...SECTION_IDS];
export const LANE_TITLES: Record<LaneId, string> = {
  ...SECTION_TITLES,
  drawing: "Drawing",
  interviewer: "Interviewer",
};

/** When each row was worked on. Milliseconds since the start. */
export function listActivity(frames: readonly ReplayFrame[]): Record<LaneId, number[]> {
  const lanes = Object.fromEntries(LANES.map((lane) => [lane, [] as number[]])) as Record<
    LaneId,
    number[]
  >;
  for (const { at, texts = {}, elements = [] } of frames) {
    for (const section of SECTION_IDS) if (texts[section]) lanes[section].push(at);
    // The worksheet belongs to the section that it stands under.
    if (texts.worksheet && !texts.latency_cost) lanes.latency_cost.push(at);
    if (REPLY_IDS.some((id) => texts[id])) lanes.interviewer.push(at);
    if (elements.length > 0) lanes.drawing.push(at);
  }
  return lanes;
}

/** Events that would cover each other on the timeline. */
export type Tick = { at: number; lane: LaneId; events: ReplayEvent[] };

/** Nearer than this share of the whole they are one tick. */
const NEAR_SHARE = 0.04;

export function groupTicks(events: readonly ReplayEvent[], end: number): Tick[] {
  const ticks: Tick[] = [];
  for (const event of events) {
    if (event.kind === "end") continue;
    const lane = event.section ?? "interviewer";
    const near = ticks.findLast((tick) => tick.lane === lane);
    const isSame = near && near.events.every(({ kind }) => kind === event.kind);
    if (isSame && event.at - near.at <= end * NEAR_SHARE) near.events.push(event);
    else ticks.push({ at: event.at, lane, events: [event] });
  }
  return ticks;
}

export function findNextEvent(events: readonly ReplayEvent[], at: number): ReplayEvent | null {
  return events.find((event) => event.at > at) ?? null;
}

export function findEventBefore(events: readonly ReplayEvent[], at: number): ReplayEvent | null {
  return events.findLast((event) => event.at < at) ?? null;
}

/** The section a frame changed; null where it changed the drawing alone. */
export function sectionOf(frame: ReplayFrame | undefined): SectionId | null {
  const section = SECTION_IDS.find((id) => frame?.texts?.[id]);
  return section ?? (frame?.texts?.worksheet ? "latency_cost" : null);
}

/** A moment in a sentence or two, for those who don't see it. */
export function sayMoment(
  { texts, elements }: ReplayState,
  moment: { at: number; end: number; section: SectionId; last: ReplayEvent | null },
): string {
  const { at, end, section, last } = moment;
  const shapes = [...elements.values()].filter(({ type }) => type !== "text").length;
  const words = countWords(texts[section]);
  return [
    `Paused at ${sayClock(at)} of ${sayClock(end)}.`,
    `${SECTION_TITLES[section]}: ${words} ${words === 1 ? "word" : "words"}.`,
    `Drawing: ${shapes} ${shapes === 1 ? "shape" : "shapes"}.`,
    ...(last ? [`Last: ${last.title}`] : []),
  ].join(" ");
}

/** A position, counted up: the second has begun when it is said. */
export function sayClock(ms: number): string {
  return formatClock(Math.floor(Math.max(0, ms) / 1000) * 1000);
}
