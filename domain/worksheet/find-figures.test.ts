import { describe, expect, it } from "vitest";
import { findFigures } from "./find-figures";
import { createWorksheet, parseWorksheet, toWorksheetText } from "./worksheet.schema";

const ANSWER = `60k users a day ask 4 questions each; peak is 3 times the average.
Each call has 3,300 input tokens and 180 output tokens, at $0.60 per million input tokens and $2.40 per million output tokens.
Retrieval takes 120 ms, rerank 80 ms and the first token about 0.6 s. Our target is a p95 of 2 seconds.`;

function list(text: string, sheet = createWorksheet()) {
  return findFigures([text], sheet).map(({ name, cell }) => `${name}: ${cell}`);
}

describe("findFigures", () => {
  it("reads plain figures with their units, and which cell they are for", () => {
    expect(list(ANSWER)).toEqual([
      "Users or sessions per day: 60k",
      "Requests from each: 4",
      "Peak over average: 3",
      "Tokens in, model call 1: 3,300",
      "Tokens out, model call 1: 180",
      "$ per M in, model call 1: 0.60",
      "$ per M out, model call 1: 2.40",
      "Stage “Retrieval”, ms: 120",
      "Stage “rerank”, ms: 80",
      "Stage “first token”, ms: 600",
      "Target, ms: 2000",
    ]);
  });

  it("counts conversations, and messages of each, where those are the load", () => {
    expect(list("60,000 conversations a day, with 4 messages per conversation.")).toEqual([
      "Users or sessions per day: 60,000",
      "Requests from each: 4",
    ]);
  });

  it("quotes the text it has them from", () => {
    const [users] = findFigures([ANSWER], createWorksheet());
    expect(users?.quote).toBe("60k users");
  });

  it("fills a sheet that is saved as any other, and offers nothing twice", () => {
    let sheet = createWorksheet();
    for (let turn = 0; turn < 20; turn += 1) {
      const [next] = findFigures([ANSWER], sheet);
      if (!next) break;
      sheet = next.fill(sheet);
    }
    expect(list(ANSWER, sheet)).toEqual([]);
    expect(sheet).toMatchObject({ users: "60k", target: "2000" });
    expect(sheet.stages.map(({ label, ms }) => [label, ms])).toEqual([
      ["Retrieval", "120"],
      ["rerank", "80"],
      ["first token", "600"],
    ]);
    expect(parseWorksheet(toWorksheetText(sheet))).toEqual(sheet);
  });

  it("leaves alone what the candidate filled in", () => {
    const sheet = { ...createWorksheet(), users: "80k", target: "900" };
    const offered = list(ANSWER, sheet);
    expect(offered.filter((line) => /^(?:Users|Target)/.test(line))).toEqual([]);
  });

  it.each([
    "We serve five countries with 2 models and 3 regions.",
    "Version 1.5 came out in 2024; 72 hours is the re-contact window.",
    "It takes as long as the last one did, which nobody measured, 40 ms.",
    "1,5 users",
    "We alert over 150 ms.",
    "The full reply is there in 6 s.",
    "",
  ])("makes nothing of %s", (text) => expect(list(text)).toEqual([]));

  it("offers a dozen at most", () => {
    const stages = Array.from(
      { length: 40 },
      (_, at) => `step${"x".repeat(at)} takes ${at + 1} ms`,
    );
    expect(list(stages.join(". "))).toHaveLength(12);
  });
});
