import { describe, expect, it } from "vitest";
import type { Grade } from "#domain/grading/grade.schema";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import {
  ARCHITECTURE,
  atHead,
  criteria,
  file,
  grade,
  report,
  toLinks,
  view,
  work,
} from "../../../test/support/graded-view";
import { writeMarkdown } from "./report-markdown";
import { viewGrade, withoutMarks } from "./report-view";

const [scenario, , architecture] = view.sections;

describe("viewGrade", () => {
  it("puts criteria beside the text in the order of their sentences and the others below", () => {
    expect(scenario?.besideText.map(({ id }) => id)).toEqual(["rate", "latency"]);
    expect(scenario?.below.map(({ id }) => id)).toEqual(["missing", "elsewhere"]);
  });

  it("numbers criteria as a reader meets them", () => {
    const numbers = view.sections.flatMap(({ besideText, below }) =>
      [...besideText, ...below].map(({ number }) => number),
    );
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });

  it("marks a sentence for a criterion of another section where the sentence stands", () => {
    expect(architecture?.segments[0]).toMatchObject({
      text: "A cache stands",
      criterionIds: ["elsewhere"],
    });
  });

  it("marks what counts as no evidence in the section where it stands", () => {
    expect(architecture?.segments.map(({ text, aside }) => [text, aside])).toEqual([
      ["A cache stands", null],
      [" ", null],
      ["before the model.", "copied"],
    ]);
    expect(scenario?.segments.every(({ aside }) => aside === null)).toBe(true);
  });

  it("names the drawn evidence and keeps the elements that light up", () => {
    const drawn = architecture?.below.find(({ id }) => id === "drawn");
    expect(drawn?.parts.map(({ name }) => name)).toEqual(["Cache"]);
    expect(drawn?.elementIds).toEqual(["box"]);
  });

  it("leads to the topics of what is missing, and of nothing that is met", () => {
    const all = view.sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
    const caching = { slug: "caching", title: "About caching", hasPage: true };
    for (const { verdict, topics } of all) {
      expect(topics).toEqual(verdict === "met" ? [] : [caching]);
    }
    expect(new Set(all.map(({ verdict }) => verdict)).has("not_met")).toBe(true);
    expect(new Set(all.map(({ verdict }) => verdict)).has("met")).toBe(true);
  });

  it("sends no raw reply of a model to the browser", () => {
    expect(JSON.stringify(view)).not.toContain("what the model said");
    expect(view.grade.callCount).toBe(1);
  });

  it("explains only the misconceptions that were seen", () => {
    expect(view.grade.misconceptions.map(({ text }) => text)).toEqual(["Believed."]);
  });
});

describe("an estimate", () => {
  const estimated: Grade = {
    ...grade,
    judge: { kind: "offline", requestedModel: "m", returnedModel: "m", isEstimate: true },
    total: 63,
    uncappedTotal: 80,
    caps: [{ id: "cap", maxTotal: 63, reason: "No evaluation." }],
    needsPerson: true,
    criteria: criteria.map((one) => ({
      ...one,
      reasoning: "Found “p95”, with a figure and nothing that denies it.",
      evidence: [...one.evidence, ...one.evidence],
      needsPerson: true,
      notes: ["evidence rejected"],
    })),
  };
  const shown = viewGrade(work, estimated, () => [], quoteMisconception);
  const all = shown.sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
  const markdown = writeMarkdown({ ...atHead(shown), ...file });

  it("is a range with ideas found, and nothing of points, bars, caps or confidence", () => {
    expect(shown.grade.outcome).toEqual({
      kind: "estimate",
      low: 43,
      high: 73,
      found: 4,
      inPart: 0,
      of: 5,
      leftOut: null,
    });
    expect(Object.keys(shown.grade)).not.toContain("total");
    expect(shown.sections.map(({ score }) => score)).toEqual([null, null, null, null, null]);
    expect(shown.sections[0]?.ideas).toEqual({ found: 3, inPart: 0, of: 4 });
    for (const { confidence, needsPerson, notes } of all) {
      expect({ confidence, needsPerson, notes }).toEqual({
        confidence: null,
        needsPerson: false,
        notes: [],
      });
    }
  });

  it("says where ideas were found, in sentences, with one quote each", () => {
    const said = new Map(all.map(({ id, reasoning }) => [id, reasoning]));
    expect(said.get("latency")).toBe("Your Scenario answer speaks to this.");
    expect(said.get("elsewhere")).toBe("Your Architecture answer speaks to this.");
    expect(said.get("drawn")).toBe("Your drawing shows this.");
    expect(said.get("missing")).toBe(
      "Nothing that speaks to this was found in your Scenario answer.",
    );
    for (const { quotes } of all) expect(quotes.length).toBeLessThanOrEqual(1);
    expect(JSON.stringify(shown)).not.toContain("nothing that denies it");
  });

  it("shows a misconception with the passage that may show it, and none without", () => {
    expect(shown.grade.misconceptions).toEqual([
      { id: "believed", text: "Believed.", advice: "Know better.", quote: ARCHITECTURE },
    ]);
    const answers = {
      ...report.answers,
      architecture: "A cache stands nowhere, we want no stale.",
    };
    const denied = viewGrade(
      { ...work, answers },
      { ...estimated, setAside: [] },
      () => [],
      quoteMisconception,
    );
    expect(denied.grade.misconceptions).toEqual([]);
  });

  it("is one in its Markdown and JSON as well", () => {
    expect(markdown).toContain("**Estimate: 43 to 73 of 100.** Ideas found: 4 of 5.");
    expect(markdown).toContain("**Idea found**: Text of rate.");
    expect(markdown).toContain("## Scenario: 3 of 4 ideas found");
    expect(markdown).toContain("This passage may show it: “A cache stands before the model.”");
    for (const claim of ["63", "above mid", "Met", "Capped", "points", "80"]) {
      expect(markdown).not.toContain(claim);
      expect(JSON.stringify(shown.grade)).not.toContain(claim);
    }
  });

  it("is nothing but the work where it couldn't be read", () => {
    const flags = [{ kind: "made_of_terms", message: "Most of it is strings of terms." }] as const;
    const unreadable = viewGrade(
      work,
      { ...estimated, flags: [...flags] },
      () => [],
      quoteMisconception,
    );
    expect(unreadable.grade.outcome).toEqual({ kind: "unreadable" });
    const bare = withoutMarks(unreadable);
    for (const { besideText, below, segments, ideas } of bare.sections) {
      expect([...besideText, ...below]).toEqual([]);
      expect(segments.flatMap(({ criterionIds }) => criterionIds)).toEqual([]);
      expect(ideas).toBeNull();
    }
    expect(bare.sections.map(({ text }) => text)).toEqual(shown.sections.map(({ text }) => text));
  });
});

describe("what the interviewer asked", () => {
  const reply =
    "At fifty million vectors the index no longer fits in one node. We split it by country.";
  const quote = "We split it by country.";
  const start = reply.indexOf(quote);
  const said = {
    turn: 1,
    section: "architecture" as const,
    question: "At what size do you leave it?",
    reply,
    isDeclined: false,
  };
  const [first] = grade.criteria;
  if (!first) throw new Error("no criterion");
  const place = { section: "architecture" as const, quote, start, end: start + quote.length };
  const replied = {
    ...grade,
    criteria: grade.criteria.map((one) =>
      one.id === first.id
        ? { ...one, evidence: [{ source: "interview" as const, turn: 1, ...place }] }
        : one,
    ),
  };
  const seen = viewGrade({ ...work, interview: [said] }, replied, toLinks, quoteMisconception);

  it("stands below its section, with the reply marked where it counts", () => {
    const { exchanges } = seen.sections.find(({ section }) => section === "architecture") ?? {};
    expect(exchanges).toMatchObject([{ turn: 1, reply, criterionIds: [first.id] }]);
    const marked = exchanges?.[0]?.segments.filter(({ criterionIds }) => criterionIds.length > 0);
    expect(marked?.map(({ text }) => text)).toEqual([quote]);
    for (const section of seen.sections)
      if (section.section !== "architecture") expect(section.exchanges).toEqual([]);
  });

  it("says in a retry that it was carried over, and counts there like an own one", () => {
    const exchangesOf = (kind: "interview" | "retry") =>
      viewGrade(
        { ...work, interview: [said], attempt: { kind } },
        replied,
        toLinks,
        quoteMisconception,
      ).sections.flatMap(({ exchanges }) => exchanges);
    expect(exchangesOf("interview")).toMatchObject([{ isCarried: false }]);
    expect(exchangesOf("retry")).toMatchObject([{ isCarried: true, criterionIds: [first.id] }]);
  });

  it("is named by the criterion that rests on it", () => {
    const criterion = seen.sections
      .flatMap(({ besideText, below }) => [...besideText, ...below])
      .find(({ id }) => id === first.id);
    expect(criterion?.replies).toMatchObject([{ turn: 1, quote }]);
    expect(criterion?.quotes).toEqual([]);
  });
});
