import { describe, expect, it } from "vitest";
import { diffStates, emptyState } from "#domain/attempts/replay/timeline";
import type { ReplayFrame } from "#domain/attempts/replay/timeline";
import type { TextId } from "#domain/attempts/answer.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { groupTicks } from "./replay-track";
import { viewReplay } from "./replay-view";
import type { CriterionView } from "./report-view";

const MINUTE = 60_000;
const ANSWER = "Answers come in 2 s.";
const REPLY = "Beyond 2 s a person takes over. They see the whole chat.";
const QUOTE = "They see the whole chat.";
const SAID: Exchange = {
  turn: 1,
  section: "components",
  question: "What happens beyond two seconds?",
  reply: REPLY,
  isDeclined: false,
};

/** Each step writes more of the texts. */
function toFrames(steps: readonly ({ at: number } & Partial<Record<TextId, string>>)[]) {
  const state = emptyState();
  return steps.flatMap(({ at, ...texts }): ReplayFrame[] => {
    const after = { ...state, texts: { ...state.texts, ...texts } };
    const frame = diffStates(state, after, [], at);
    Object.assign(state, after);
    return frame ? [frame] : [];
  });
}

const FRAMES = toFrames([
  { at: 3 * MINUTE, components: ANSWER },
  { at: 8 * MINUTE, reply_1: REPLY.slice(0, -10) },
  { at: 9 * MINUTE, reply_1: REPLY },
]);

function criterion(number: number, parts: Partial<CriterionView>): CriterionView {
  return {
    id: `c-${number}`,
    number,
    section: "components",
    text: `Criterion ${number}`,
    level: "senior",
    isCurveball: false,
    verdict: "met",
    reasoning: "",
    advice: "",
    notes: [],
    confidence: 1,
    needsPerson: false,
    decidedBy: "judge",
    weight: 1,
    excluded: null,
    isEstimate: false,
    topics: [],
    quotes: [],
    replies: [],
    parts: [],
    elementIds: [],
    saidIn: [],
    ...parts,
  };
}

const start = REPLY.indexOf(QUOTE);
const IN_REPLY = {
  source: "interview" as const,
  turn: 1,
  section: "components" as const,
  quote: QUOTE,
  start,
  end: start + QUOTE.length,
};
const IN_TEXT = {
  source: "text" as const,
  section: "components" as const,
  quote: ANSWER,
  start: 0,
  end: ANSWER.length,
  phrase: { start: 0, end: ANSWER.length },
};

function wonOf(...criteria: CriterionView[]) {
  const { events } = viewReplay(
    { frames: FRAMES, knownFrom: 0, saves: 3, isWithoutDrawing: false, end: 40 * MINUTE },
    {
      attempt: { startedAt: "2026-11-28T10:00:00.000Z", submittedBy: "candidate" },
      aids: { questions: [], hints: [], curveball: null },
      answers: { ...EMPTY_ANSWERS, components: ANSWER },
      interview: [SAID],
      askTimes: new Map([[1, "2026-11-28T10:05:00.000Z"]]),
      files: {},
    },
    { sections: [{ besideText: [], below: criteria }] },
  );
  return events.filter(({ kind }) => kind === "won");
}

describe("the moment that won a criterion", () => {
  it("is for a reply the save that held its words, named as a reply", () => {
    const won = wonOf(
      criterion(1, { quotes: [IN_TEXT] }),
      criterion(2, { replies: [IN_REPLY] }),
      criterion(3, { replies: [IN_REPLY], verdict: "partial" }),
      criterion(4, { replies: [IN_REPLY], isEstimate: true }),
    );
    expect(won.map(({ at, title }) => [at / MINUTE, title])).toEqual([
      [3, "Met: Criterion 1"],
      [9, "Met in a reply: Criterion 2"],
      [9, "Met, partly, in a reply: Criterion 3"],
      [9, "Idea found in a reply: Criterion 4"],
    ]);
    expect(won.map(({ detail }) => detail)).toEqual([
      null,
      ...Array.from({ length: 3 }, () => `In the reply to: ${SAID.question}`),
    ]);
  });

  it("is in its section's row of the track, with its number", () => {
    const [tick] = groupTicks(wonOf(criterion(2, { replies: [IN_REPLY] })), 40 * MINUTE);
    expect(tick).toMatchObject({ at: 9 * MINUTE, lane: "components", events: [{ mark: "2" }] });
  });

  it("is none for what is not met, nor for words that were never replied", () => {
    const elsewhere = { ...IN_REPLY, turn: 2 };
    expect(
      wonOf(
        criterion(1, { replies: [IN_REPLY], verdict: "not_met" }),
        criterion(2, { replies: [elsewhere] }),
      ),
    ).toEqual([]);
  });
});
