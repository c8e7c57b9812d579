import { describe, expect, it } from "vitest";
import { ANSWERS, gradeInput } from "../../test/support/grading-fixture";
import { judgeThat } from "../../test/support/judge-double";
import { gradeAnswer } from "./grade-answer";
import { UNTOLD_NOTE } from "./keep-to-told";
import { buildSystemPrompt } from "./prompt";
import type { GradeInput } from "./grade-input";
import type { CriterionGrade } from "#domain/grading/grade.schema";
import type { Reply } from "../../test/support/judge-double";

const signal = new AbortController().signal;

const CLARIFICATIONS = [
  { id: "tickets", question: "How many tickets are there?", answer: "72,000, of three years." },
  {
    id: "stored",
    question: "Can stored queries be trusted?",
    answer: "No. One in eight of them has a mistake.",
  },
  { id: "wait", question: "How long do people wait?", answer: "Nobody has set a bound." },
];
const [TICKETS, STORED] = CLARIFICATIONS;
const problem = {
  ...gradeInput().problem,
  clarifications: CLARIFICATIONS,
  interview: "Design the search of a help centre. Ask for what you need.",
  statementMarkdown: "Forty thousand articles are searched 62 times a second.",
  curveball: { at: 0.5, text: "From June on, 700 partners search too.", handling: "…" },
};

/** What a grade says of one criterion after the judge replied with this. */
async function gradeOf(
  reply: Partial<Reply>,
  changes: Partial<GradeInput> = {},
): Promise<CriterionGrade> {
  const said: Reply = { verdict: "not_met", evidence: [], ...reply };
  const judge = judgeThat((id) => (id === "load" ? said : undefined));
  const grade = await gradeAnswer(gradeInput({ problem, ...changes }), judge, { signal });
  const found = grade.criteria.find(({ id }) => id === "load");
  if (!found) throw new Error("the criterion isn't in the grade");
  return found;
}

const REPLY = {
  reasoning: "No load is stated. The 72,000 tickets would have given one. So it can't be sized.",
  advice: "Draw questions from the 72,000 tickets, as one in eight stored queries has a mistake.",
};
const OWN_ADVICE = gradeInput().rubric.criteria[0]?.advice;

describe("a figure of a clarification, in a reply that is the same to the letter", () => {
  it("is kept where it was asked for", async () => {
    const told = [TICKETS, STORED].flatMap((one) => one ?? []);
    expect(await gradeOf(REPLY, { told })).toMatchObject({ ...REPLY, notes: [] });
  });

  it("is kept back where it wasn't: its sentence, and the advice; the verdict stays", async () => {
    expect(await gradeOf(REPLY)).toMatchObject({
      verdict: "not_met",
      reasoning: "No load is stated. So it can't be sized.",
      advice: OWN_ADVICE,
      notes: [UNTOLD_NOTE],
    });
  });

  it("is kept back where only another was asked for", async () => {
    const told = STORED ? [STORED] : [];
    const { reasoning } = await gradeOf(REPLY, { told });
    expect(reasoning).not.toContain("72,000");
  });

  it("is kept where the candidate wrote or replied it, in whatever form", async () => {
    const scenario = `${ANSWERS.scenario}\n\nI assume 72k tickets, and that 12.5 % of queries are wrong.`;
    expect(await gradeOf(REPLY, { answers: { ...ANSWERS, scenario } })).toMatchObject(REPLY);
    const reply = "I take 72 thousand tickets, one in eight of the queries being wrong.";
    const exchange = { turn: 1, section: "scenario" as const, question: "How many?", reply };
    expect(await gradeOf(REPLY, { interview: [{ ...exchange, isDeclined: false }] })).toMatchObject(
      REPLY,
    );
  });

  it("is named in no note, which the candidate reads too", async () => {
    expect((await gradeOf(REPLY)).notes.join()).not.toMatch(/72|eight/);
  });
});

describe("what is kept back", () => {
  it.each([
    ["in words", "One in eight of the queries is wrong."],
    ["in another form", "12.5 percent of the queries are wrong."],
    ["with k", "With 72k tickets it could be sized."],
  ])("is a figure %s", async (_, reasoning) => {
    expect((await gradeOf({ reasoning })).reasoning).toBe("The answer doesn’t show this.");
  });

  it("is the curveball's, until it is met", async () => {
    const reasoning = "The 700 partners aren't counted.";
    expect((await gradeOf({ reasoning })).reasoning).not.toBe(reasoning);
    const told = [{ question: "", answer: problem.curveball.text }];
    expect((await gradeOf({ reasoning }, { told })).reasoning).toBe(reasoning);
  });

  it("is the case's under the interview brief alone", async () => {
    const reasoning = "The 62 searches a second aren't used.";
    expect((await gradeOf({ reasoning })).reasoning).toBe(reasoning);
    const hidden = { ...problem, brief: "interview" as const };
    expect((await gradeOf({ reasoning }, { problem: hidden })).reasoning).not.toBe(reasoning);
  });

  it.each([
    "Three things are missing: the peak, the day and the hour.",
    "Say how 1,200 queries a second spread over a day.",
    "At 1,200 queries/s × 60 s = 72,000 queries are open.",
    "Try 5,000 tickets.",
  ])("isn't: %s", async (reasoning) => {
    expect(await gradeOf({ reasoning })).toMatchObject({ reasoning, notes: [] });
  });

  it("isn't a sum with a figure that nobody said", async () => {
    const reasoning = "At 144,000 queries / 2 = 72,000 queries it is half.";
    expect((await gradeOf({ reasoning })).reasoning).not.toBe(reasoning);
  });

  it("never leaves a met verdict with advice", async () => {
    const evidence = [
      { source: "scenario" as const, quote: "About 1,200 queries arrive every second" },
    ];
    const met = { ...REPLY, verdict: "met" as const, evidence };
    expect(await gradeOf(met)).toMatchObject({ verdict: "met", advice: "" });
  });
});

describe("the prompts", () => {
  it("are the same for all gradings of a problem up to the material, whoever asked", async () => {
    const systems = new Set<string>();
    for (const told of [[], CLARIFICATIONS]) {
      const judge = judgeThat(() => undefined);
      await gradeAnswer(gradeInput({ problem, told }), judge, { signal });
      for (const { prompt } of judge.requests) systems.add(prompt.system);
    }
    expect(systems.size).toBe(1);
  });

  it("say under one heading in both briefs what was given", () => {
    const heading = "## What the candidate was given\n";
    const ofCase = buildSystemPrompt(problem).split(heading)[1] ?? "";
    expect(ofCase.startsWith(problem.statementMarkdown)).toBe(true);
    const lines = buildSystemPrompt({ ...problem, brief: "interview" }).split(heading)[1] ?? "";
    expect(lines.startsWith(problem.interview)).toBe(true);
  });
});
