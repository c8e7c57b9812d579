import { describe, expect, it } from "vitest";
import { diffStates, emptyState, playFrames } from "#domain/attempts/replay/timeline";
import type { ReplayFrame } from "#domain/attempts/replay/timeline";
import {
  countFrames,
  createCursor,
  findEventBefore,
  findNextEvent,
  groupTicks,
  listActivity,
  sayMoment,
} from "./replay-track";
import type { ReplayEvent } from "./replay-view";

/** A text that grows by a word with each of these moments. */
function grow(moments: readonly number[]): ReplayFrame[] {
  const before = emptyState();
  return moments.flatMap((at) => {
    const after = emptyState();
    after.texts.scenario = `${before.texts.scenario}word `;
    const frame = diffStates(before, after, [], at);
    Object.assign(before, after);
    return frame ?? [];
  });
}

function event(at: number, changes: Partial<ReplayEvent> = {}): ReplayEvent {
  return {
    at,
    kind: "won",
    section: "scenario",
    title: `At ${at}`,
    detail: null,
    mark: null,
    ...changes,
  };
}

const frames = grow([10, 20, 20, 30]);

describe("frames by time", () => {
  it.each([
    [0, 0],
    [10, 1],
    [19, 1],
    [20, 3],
    [1_000, 4],
  ])("at %d there are %d of them", (at, count) => {
    expect(countFrames(frames, at)).toBe(count);
  });

  it("give the same state forwards, backwards and by leaps", () => {
    const read = createCursor(frames);
    for (const count of [1, 4, 2, 0, 3, 3]) expect(read(count)).toEqual(playFrames(frames, count));
  });

  it("leave a state that was read as it was", () => {
    const read = createCursor(frames);
    const early = read(1);
    read(4);
    expect(early.texts.scenario).toBe("word ");
  });
});

describe("events", () => {
  const events = [event(10), event(20), event(20), event(30)];

  it("lead on from where one is, past those of the same moment", () => {
    expect(findNextEvent(events, 10)?.at).toBe(20);
    expect(findNextEvent(events, 20)?.at).toBe(30);
    expect(findNextEvent(events, 30)).toBeNull();
    expect(findEventBefore(events, 25)?.at).toBe(20);
    expect(findEventBefore(events, 20)?.at).toBe(10);
    expect(findEventBefore(events, 10)).toBeNull();
  });

  it("of one kind and row share a tick where they would cover each other", () => {
    const ticks = groupTicks(
      [
        event(100),
        event(110),
        event(115, { section: "evaluation" }),
        event(120, { kind: "hint" }),
        event(500),
        event(600, { kind: "curveball", section: null }),
        event(1_000, { kind: "end", section: null }),
      ],
      1_000,
    );
    expect(ticks.map(({ lane, at, events: own }) => [lane, at, own.length])).toEqual([
      ["scenario", 100, 2],
      ["evaluation", 115, 1],
      ["scenario", 120, 1],
      ["scenario", 500, 1],
      ["interviewer", 600, 1],
    ]);
  });
});

describe("listActivity", () => {
  it("has the worksheet in the row of the section it stands under", () => {
    const splice = { start: 0, deleteCount: 0, insert: "{}", length: 2 };
    const lanes = listActivity([
      { at: 1, texts: { worksheet: splice } },
      { at: 2, texts: { scenario: splice }, elements: [{ id: "a", isGone: true }] },
    ]);
    expect([lanes.latency_cost, lanes.scenario, lanes.drawing]).toEqual([[1], [2], [2]]);
  });
});

describe("sayMoment", () => {
  it("says where one is, what is there and what happened last", () => {
    const state = playFrames(frames, 1);
    const moment = { at: 61_500, end: 2_400_000, section: "scenario" } as const;
    expect(sayMoment(state, { ...moment, last: event(10, { title: "Hint 1 for Scenario" }) })).toBe(
      "Paused at 1:01 of 40:00. Scenario: 1 word. Drawing: 0 shapes. Last: Hint 1 for Scenario",
    );
    expect(sayMoment(state, { ...moment, last: null })).not.toContain("Last");
  });
});
