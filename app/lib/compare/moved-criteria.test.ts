import { describe, expect, it } from "vitest";
import { diffTexts } from "#server/text/word-diff";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { Verdict } from "#domain/grading/verdicts";
import type { CriterionView } from "~/lib/report/report-view";
import type { DrawingChange } from "#domain/diagram/diff-diagrams";
import { compareCriteria } from "./moved-criteria";
import type { Edits, JudgedSide } from "./moved-criteria";

const BEFORE = "We cache answers. Nobody measures anything at all here.";
const AFTER = "We cache answers. We label 600 chats and measure recall on them.";

type Given = {
  id: string;
  verdict: Verdict;
  quote?: string;
  elementIds?: string[];
  /** Words of the reply to the first follow-up. */
  replied?: string;
};

function criterion(
  text: string,
  { id, verdict, quote, elementIds = [], replied }: Given,
): CriterionView {
  const start = text.indexOf(quote ?? "");
  if (start < 0) throw new Error(`no "${quote}"`);
  const place = { start, end: start + (quote ?? "").length };
  return {
    id,
    section: "evaluation",
    text: `Asks for ${id}.`,
    verdict,
    quotes: quote
      ? [{ source: "text", section: "evaluation", quote, ...place, phrase: place }]
      : [],
    replies:
      replied === undefined
        ? []
        : [
            {
              source: "interview",
              turn: 1,
              section: "evaluation",
              quote: replied,
              start: 0,
              end: 9,
            },
          ],
    elementIds,
    parts: [],
    topics: [],
    reasoning: "",
    advice: "",
    number: 1,
    level: "mid",
    isCurveball: false,
    isEstimate: false,
    needsPerson: false,
    decidedBy: "judge",
    confidence: 1,
    weight: 1,
    excluded: null,
    notes: [],
    saidIn: [],
  };
}

function asked(id: string, changes: Partial<JudgedSide["rubric"][number]> = {}) {
  return {
    id,
    section: "evaluation" as SectionId,
    text: `Asks for ${id}.`,
    pass: "It is there.",
    fail: "It isn't.",
    partial: null,
    level: "mid" as const,
    topics: [],
    weight: 1,
    isCurveball: false,
    ...changes,
  };
}

function side(text: string, given: Given[], reply = ""): JudgedSide {
  return {
    criteria: given.map((one) => criterion(text, one)),
    rubric: given.map(({ id }) => asked(id)),
    work: {
      answers: { ...EMPTY_ANSWERS, evaluation: text },
      interview: [
        { turn: 1, section: "evaluation", question: "How do you know?", reply, isDeclined: false },
      ],
    },
  };
}

function edits(drawing: DrawingChange[] = [], [before, after] = [BEFORE, AFTER]): Edits {
  const texts = Object.fromEntries(
    SECTION_IDS.map((section) => [
      section,
      section === "evaluation" ? diffTexts(before, after) : { kind: "same" },
    ]),
  ) as Edits["texts"];
  return { texts, drawing };
}

function compare(before: Given[], after: Given[], drawing: DrawingChange[] = []) {
  return compareCriteria(side(BEFORE, before), side(AFTER, after), edits(drawing));
}

const seen = (name: string, ...elementIds: string[]) => ({ name, elementIds, within: null });
const ADDED: DrawingChange = {
  id: "d1",
  kind: "added",
  part: "component",
  before: null,
  after: seen("Evaluation", "eval", "eval-text"),
};
const REMOVED: DrawingChange = {
  ...ADDED,
  id: "d2",
  kind: "removed",
  before: seen("Old", "old"),
  after: null,
};

describe("compareCriteria", () => {
  it("counts what stayed and tells what moved, and which way", () => {
    const { moved, steadyCount, leftOut } = compare(
      [
        { id: "a", verdict: "met" },
        { id: "b", verdict: "not_met" },
        { id: "c", verdict: "met" },
        { id: "d", verdict: "cannot_assess" },
        { id: "e", verdict: "cannot_assess" },
      ],
      [
        { id: "a", verdict: "met" },
        { id: "b", verdict: "partial" },
        { id: "c", verdict: "partial" },
        { id: "d", verdict: "met" },
        { id: "e", verdict: "cannot_assess" },
      ],
    );
    expect(moved.map(({ id, way }) => `${id} ${way}`)).toEqual(["b won", "c lost", "d unclear"]);
    expect(steadyCount).toBe(1);
    expect(leftOut).toEqual([]);
  });

  it("finds the words that won a criterion", () => {
    const { moved } = compare(
      [{ id: "a", verdict: "not_met" }],
      [{ id: "a", verdict: "met", quote: "We label 600 chats and measure recall on them." }],
    );
    const [{ edit }] = moved as [(typeof moved)[0]];
    expect(edit).toMatchObject({ kind: "text", section: "evaluation" });
    const words = edit.kind === "text" ? edit.runs.find(({ kind }) => kind === "new")?.text : "";
    expect(words).toContain("We label 600 chats");
  });

  it("finds the words whose going lost a criterion", () => {
    const { moved } = compare(
      [{ id: "a", verdict: "met", quote: "Nobody measures anything at all here." }],
      [{ id: "a", verdict: "not_met" }],
    );
    const edit = moved[0]?.edit;
    expect(edit?.kind === "text" && edit.runs.map(({ kind }) => kind)).toEqual(["old"]);
  });

  it("takes a criterion that was won by taking words out for what it is", () => {
    const { moved } = compare(
      [{ id: "a", verdict: "not_met", quote: "Nobody measures anything at all here." }],
      [{ id: "a", verdict: "met", quote: "We cache answers." }],
    );
    const edit = moved[0]?.edit;
    expect(edit?.kind === "text" && edit.runs.some(({ kind }) => kind === "old")).toBe(true);
  });

  it("says so where no edit touches the evidence", () => {
    const quote = "We cache answers.";
    const { moved } = compare(
      [{ id: "a", verdict: "partial", quote }],
      [{ id: "a", verdict: "met", quote }],
      [ADDED, REMOVED],
    );
    expect(moved[0]?.edit).toEqual({ kind: "none" });
  });

  describe("a reply to the interviewer", () => {
    const replied = "People grade forty answers a week.";
    const won: Given = { id: "a", verdict: "met", replied };
    const missed: Given = { id: "a", verdict: "not_met" };
    const moved = (before: JudgedSide, after: JudgedSide) =>
      compareCriteria(before, after, edits([ADDED])).moved[0];

    it("is named where it won the criterion, with what it answers", () => {
      const one = moved(side(BEFORE, [missed]), side(AFTER, [won], `${replied} Always.`));
      expect(one?.reply).toEqual({
        side: "after",
        section: "evaluation",
        question: "How do you know?",
        quote: replied,
      });
      expect(one?.edit).toEqual({ kind: "none" });
    });

    it("is named where the criterion was lost without it", () => {
      const one = moved(side(BEFORE, [won], replied), side(AFTER, [missed]));
      expect(one).toMatchObject({ way: "lost", reply: { side: "before", quote: replied } });
    });

    it("is named beside the edit that the criterion rests on as well", () => {
      const both = { ...won, quote: "We label 600 chats and measure recall on them." };
      const one = moved(side(BEFORE, [missed]), side(AFTER, [both], replied));
      expect(one?.reply?.quote).toBe(replied);
      expect(one?.edit.kind).toBe("text");
    });

    it("did nothing where the other attempt says the same, in a text or in a reply", () => {
      const said = `We cache answers. ${replied.toUpperCase().replace(" ", "\n")}`;
      for (const before of [side(said, [missed]), side(BEFORE, [missed], replied)])
        expect(moved(before, side(AFTER, [won], replied))?.reply).toBeNull();
    });

    it("did nothing against the way the verdict went", () => {
      // The judge quoted the earlier reply as what came nearest; the text won it.
      const near = { ...missed, replied };
      const later = { id: "a", verdict: "met" as const, quote: "We label 600 chats" };
      const one = moved(side(BEFORE, [near], replied), side(AFTER, [later]));
      expect(one?.reply).toBeNull();
      expect(one?.edit.kind).toBe("text");
    });
  });

  it("finds the part of the drawing that won or lost it", () => {
    const edit = (before: Given, after: Given) =>
      compare([before], [after], [ADDED, REMOVED]).moved[0]?.edit;
    expect(
      edit({ id: "a", verdict: "not_met" }, { id: "a", verdict: "met", elementIds: ["eval"] }),
    ).toEqual({ kind: "drawing", changes: ["d1"] });
    expect(
      edit({ id: "a", verdict: "met", elementIds: ["old"] }, { id: "a", verdict: "not_met" }),
    ).toEqual({ kind: "drawing", changes: ["d2"] });
    expect(
      edit({ id: "a", verdict: "not_met" }, { id: "a", verdict: "met", elementIds: ["other"] }),
    ).toEqual({ kind: "none" });
  });

  it("says where a section changed too much to tell one edit", () => {
    const many = (word: string) =>
      Array.from({ length: 600 }, (_, at) => `${word} ${at}. `).join("");
    const [before, after] = [many("old"), many("new")];
    const compared = compareCriteria(
      side(before, [{ id: "a", verdict: "not_met" }]),
      side(after, [{ id: "a", verdict: "met", quote: "new 3." }]),
      edits([], [before, after]),
    );
    expect(compared.moved[0]?.edit).toEqual({ kind: "untold", section: "evaluation" });
  });

  it("takes a reviewer's verdict for the verdict", () => {
    const before = side(BEFORE, [{ id: "a", verdict: "not_met" }]);
    const after = side(AFTER, [{ id: "a", verdict: "not_met" }]);
    const [one] = after.criteria;
    if (!one) throw new Error("no criterion");
    const given = { verdict: "met" as const, reason: "", by: null, at: "" };
    const review = { given, comments: [], appeals: [], appealTo: null, markTo: null };
    const { moved } = compareCriteria(
      before,
      { ...after, criteria: [{ ...one, review }] },
      edits(),
    );
    expect(moved[0]).toMatchObject({
      before: { verdict: "not_met", isReviewers: false },
      after: { verdict: "met", isReviewers: true },
    });
  });

  it("leaves out and names what the rubrics don't ask alike", () => {
    const given: Given[] = ["a", "b"].map((id) => ({ id, verdict: "met" }));
    const missed = given.map((one) => ({ ...one, verdict: "not_met" as const }));
    const compared = compareCriteria(
      { ...side(BEFORE, given), rubric: [asked("a"), asked("b"), asked("gone")] },
      {
        ...side(AFTER, missed),
        // Another weight asks the same; another example of what passes doesn't.
        rubric: [
          asked("a", { weight: 7 }),
          asked("b", { pass: "Something else." }),
          asked("fresh"),
          asked("changed", { isCurveball: true }),
        ],
      },
      edits(),
    );
    expect(compared.moved.map(({ id }) => id)).toEqual(["a"]);
    expect(compared.leftOut.map(({ id, why }) => `${id} ${why}`)).toEqual([
      "gone only_before",
      "b reworded",
      "fresh only_after",
      "changed curveball",
    ]);
  });
});
