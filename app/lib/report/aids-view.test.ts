import { expect, it } from "vitest";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { viewAids } from "./aids-view";

const startedAt = "2026-11-26T10:00:00.000Z";
const asked = (answer: string | null) => ({
  question: "How many?",
  answer,
  askedAt: "2026-11-26T10:07:59.000Z",
});

it("says at which minute, and where the figures of an answer were used", () => {
  const answers = {
    ...EMPTY_ANSWERS,
    scenario: "So 60,000 a day.",
    latency_cost: "60000 x $0.002 = $120.",
    evaluation: "5 people.",
  };
  const view = viewAids(
    {
      questions: [
        asked("60,000 a day, five on a bad day."),
        asked("About 40 percent."),
        asked("Only as text, 5 of them."),
        asked(null),
      ],
      hints: [],
      curveball: { text: "Twice as many.", announcedAt: "2026-11-26T10:22:30.000Z" },
    },
    { startedAt, answers, curveballIds: ["twice"] },
  );
  expect(view.questions.map(({ minute, note }) => [minute, note])).toEqual([
    [7, "Its figures appear in Scenario and Latency & Cost."],
    [7, "None of its figures appears in your answer."],
    [7, null],
    [7, null],
  ]);
  expect(view.curveball).toMatchObject({ minute: 22, criteria: ["twice"] });
});
