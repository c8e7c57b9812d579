import { describe, expect, it } from "vitest";
import { diffTexts } from "#server/text/word-diff";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { Verdict } from "#domain/grading/verdicts";
import type { CriterionView } from "~/lib/report/report-view";
import type { DrawingChange } from "./drawing-diff";
import { compareCriteria } from "./moved-criteria";
import type { Edits, JudgedSide } from "./moved-criteria";

const BEFORE = "We cache answers. Nobody measures anything at all here.";
const AFTER = "We cache answers. We label 600 chats and measure recall on them.";

type Given = { id: string; verdict: Verdict; quote?: string; elementIds?: string[] };

function criterion(text: string, { id, verdict, quote, elementIds = [] }: Given): CriterionView {
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
    replies: [],
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

function side(text: string, given: Given[]): JudgedSide {
  return {
    criteria: given.map((one) => criterion(text, one)),
    rubric: given.map(({ id }) => asked(id)),
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
    const review = { given, comments: [], appeals: [], appealTo: null };
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
