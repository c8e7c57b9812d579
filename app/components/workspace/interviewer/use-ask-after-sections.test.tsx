// @vitest-environment happy-dom
import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { Turn } from "#domain/attempts/turn.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { computePacing } from "../pacing";
import { useAskAfterSections } from "./use-ask-after-sections";

const SHARES = {
  scenario: 0.2,
  components: 0.2,
  architecture: 0.2,
  latency_cost: 0.2,
  evaluation: 0.2,
};
const MINUTE_MS = 60_000;

function wordsOf(count: number): Record<SectionId, number> {
  return Object.fromEntries(SECTION_IDS.map((id) => [id, count])) as Record<SectionId, number>;
}

afterEach(cleanup);

/** The hook at a minute of a round of 50, and what it has asked. */
function openRound(first: { turns?: Turn[]; isOn?: boolean; words?: number } = {}) {
  const asked: SectionId[] = [];
  const propsAt = (minute: number, change: typeof first = {}) => {
    const { turns = [], isOn = true, words = 80 } = { ...first, ...change };
    const counts = wordsOf(words);
    return {
      isOn,
      turns,
      words: counts,
      pacing: computePacing(SHARES, { minutes: 50, elapsedMs: minute * MINUTE_MS }, counts),
      ask: (section: SectionId) => {
        asked.push(section);
        return Promise.resolve(true);
      },
    };
  };
  const { rerender } = renderHook(useAskAfterSections, { initialProps: propsAt(1) });
  return {
    asked,
    at: (minute: number, change?: typeof first) => rerender(propsAt(minute, change)),
  };
}

it("asks about a section when its share of the clock is over, once", () => {
  const round = openRound();
  round.at(9);
  expect(round.asked).toEqual([]);
  round.at(11);
  round.at(12);
  expect(round.asked).toEqual(["scenario"]);
  round.at(21);
  expect(round.asked).toEqual(["scenario", "components"]);
});

it("leaves a section alone that was hardly begun, or asked about before", () => {
  const hardly = openRound({ words: 10 });
  hardly.at(11);
  expect(hardly.asked).toEqual([]);
  const turn = { turn: 1, section: "scenario", status: "declined", text: "What first?" } as const;
  const before = openRound({ turns: [turn] });
  before.at(11);
  expect(before.asked).toEqual([]);
});

it("asks nothing while another question is open, and doesn't catch up on it", () => {
  const round = openRound();
  round.at(11, { isOn: false });
  round.at(12);
  expect(round.asked).toEqual([]);
  round.at(21);
  expect(round.asked).toEqual(["components"]);
});
