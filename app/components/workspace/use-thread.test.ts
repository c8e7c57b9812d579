import { describe, expect, it } from "vitest";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import type { Turn } from "#domain/attempts/turn.schema";
import { mergeThreads, type Thread } from "./use-thread";

function ask(minute: number, changes: Partial<AskedQuestion> = {}): AskedQuestion {
  return {
    id: `question-${minute}`,
    question: "How many customers are there?",
    status: "answered",
    answer: "3.2 million households.",
    answeredBy: "list",
    offered: [],
    askedAt: `2026-12-01T10:0${minute}:00.000Z`,
    ...changes,
  };
}

function thread(questions: AskedQuestion[], turns: Turn[] = []): Thread {
  return { questions, interviewer: { opening: "Take me through it.", turns } };
}

const PENDING = { status: "pending", answer: null, answeredBy: null } as const;
const TURN: Turn = { turn: 1, section: "scenario", status: "asked", text: "Who made that up?" };

describe("mergeThreads", () => {
  it("has what either knows, once, in the order in which it was asked", () => {
    const merged = mergeThreads(thread([ask(1), ask(3)]), { questions: [ask(1), ask(2)] });
    expect(merged.questions.map(({ id }) => id)).toEqual([
      "question-1",
      "question-2",
      "question-3",
    ]);
  });

  it("keeps an answer when a reply from before it arrives late", () => {
    expect(mergeThreads(thread([ask(1)]), { questions: [ask(1, PENDING)] })).toEqual(
      thread([ask(1)]),
    );
    expect(mergeThreads(thread([ask(1, PENDING)]), { questions: [ask(1)] })).toEqual(
      thread([ask(1)]),
    );
  });

  it("takes the interviewer's newer turns, and leaves them alone when it hears of questions", () => {
    const declined = thread([], [{ ...TURN, status: "declined" }]);
    expect(mergeThreads(thread([], [TURN]), declined)).toEqual(declined);
    expect(mergeThreads(thread([], [TURN]), thread([]))).toEqual(thread([], [TURN]));
    expect(mergeThreads(thread([], [TURN]), { questions: [ask(1)] })).toEqual(
      thread([ask(1)], [TURN]),
    );
  });
});
