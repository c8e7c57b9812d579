import { describe, expect, it } from "vitest";
import { judgeAnswers, STRONG } from "./offline-judge.fixture";

const PROBLEM = (statement: string): string => `Rules.\n\n# Problem: Support\n\n${statement}`;
const TRAINS =
  "The station keeps a record of each train, its driver, its platform and every passenger with a ticket. A signal box at the junction holds the freight until the express has cleared the line.";
const PAD = Array.from(
  { length: 12 },
  (_, i) => `Clerk ${i} of the desk files each page of the manual under its chapter and heading.`,
).join(" ");

describe("an answer about something else", () => {
  it("shows nothing of this problem, and says why", async () => {
    const answers = { ...STRONG, scenario: `${STRONG.scenario} ${PAD}` };
    const other = await judgeAnswers(answers, { system: PROBLEM(TRAINS) });
    expect(other.of("rerank").verdict).toBe("not_met");
    expect(other.of("rerank").reasoning).toContain("something other than the problem");
    const own = await judgeAnswers(answers, { system: PROBLEM(`${TRAINS} ${PAD}`) });
    expect(own.of("rerank").verdict).toBe("met");
  });

  it("can't be told from a few notes", async () => {
    const { of } = await judgeAnswers(STRONG, { system: PROBLEM(TRAINS) });
    expect(of("rerank").verdict).toBe("met");
  });
});
