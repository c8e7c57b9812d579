import { describe, expect, it } from "vitest";
import { foldText } from "../../text/fold";
import { gradeInput } from "../../../test/support/grading-fixture";
import { indexSources, isCopied, makeSources, markCopied, sourcesOf } from "./copied";
import type { Failure } from "#domain/problems/failures.schema";
import type { GradeInput } from "../grade-input";

function isAllCopied(text: string, sources: string[]): boolean {
  const words = markCopied(foldText(text), indexSources(sources));
  return isCopied(words, { start: 0, end: text.length });
}

describe("what was copied", () => {
  const SOURCE = "A listing costs $0.00027 to read. Sold pieces vanish at once.";

  it("is a whole short sentence of a source, whatever its case and marks", () => {
    expect(isAllCopied("sold pieces vanish at once", [SOURCE])).toBe(true);
    expect(isAllCopied("SOLD PIECES, vanish at once!", [SOURCE])).toBe(true);
  });

  it("is a run of eight words out of a longer one", () => {
    const long = "the feed shows twenty pieces and keeps ten more behind them for the next page";
    expect(isAllCopied("shows twenty pieces and keeps ten more behind", [long])).toBe(true);
    expect(isAllCopied("shows twenty pieces and keeps ten more", [long])).toBe(false);
  });

  it("is a sum only beside other copied words", () => {
    const sum = "Daily: 260,000 × 2 = 520,000 pages.";
    const passage = `Invoices are photographed at the depot before noon every day. ${sum}`;
    expect(isAllCopied(sum, [passage])).toBe(false);
    expect(isAllCopied(passage, [passage])).toBe(true);
    const mine = "We count what a driver photographs. ";
    const words = markCopied(foldText(mine + sum), indexSources([passage]));
    expect(words.some(({ copied }) => copied)).toBe(false);
  });

  it("is no sentence cut short at the point of a number", () => {
    expect(isAllCopied("a listing costs $0.0003", [SOURCE])).toBe(false);
    expect(isAllCopied("a listing costs 0", [SOURCE])).toBe(false);
  });

  it("is a passage behind a few words and a colon, also a short one", () => {
    const example = "Failed pages are queued again overnight.";
    for (const lead of ["For this design: ", "- In our case: ", "As for failures: "]) {
      expect(isAllCopied(`${lead}${example}`, [example]), lead).toBe(true);
    }
    const own = "We watch every depot and what its printers do at night: ";
    expect(isAllCopied(`${own}${example}`, [example])).toBe(false);
    expect(isAllCopied(`Queues: ${example}`, [example])).toBe(false);
    expect(isAllCopied(`Failures: we queue failed pages again.`, [example])).toBe(false);
  });

  it("is every example of a criterion, those of the curveball in every attempt", () => {
    const { problem, rubric } = gradeInput();
    const [model] = rubric.criteria;
    if (!model) throw new Error("the rubric is empty");
    const pass = "Since the strike, parcels for the islands wait in the harbour warehouse.";
    const partial = "The warehouse is mentioned and nothing waits there for the islands.";
    const curveball = [{ ...model, id: "islands", pass, partial }];
    const sources = sourcesOf(problem, { ...rubric, curveball });
    for (const text of [pass, partial, model.pass, model.fail]) {
      const words = markCopied(foldText(text), sources);
      expect(isCopied(words, { start: 0, end: text.length }), text).toBe(true);
    }
  });

  it("is the worked solution of the problem, and what handling its curveball means", () => {
    const { problem, rubric } = gradeInput();
    const solutionMarkdown = "Nightly batches rebuild the index from the log of accepted listings.";
    const curveball = {
      at: 0.5,
      text: "?",
      handling: "Freeze the sessions and read the rest again.",
    };
    const sources = sourcesOf({ ...problem, solutionMarkdown, curveball }, rubric);
    for (const text of [solutionMarkdown, curveball.handling]) {
      const words = markCopied(foldText(text), sources);
      expect(isCopied(words, { start: 0, end: text.length })).toBe(true);
    }
    const without = markCopied(foldText(solutionMarkdown), sourcesOf(problem, rubric));
    expect(without.some(({ copied }) => copied)).toBe(false);
  });
});

describe("what an earlier report said", () => {
  const HAD = "We cap each tenant at forty requests per second and shed load beyond that.";
  const SAY = "That is $60 per day, $1,800 per month, so we rent the card from week one.";
  const report = { said: [`${HAD} So a burst of one tenant starves nobody.`, SAY], own: [HAD] };

  function isPasted(text: string, changes: Partial<GradeInput>): boolean {
    const words = markCopied(foldText(text), makeSources(gradeInput(changes)));
    return isCopied(words, { start: 0, end: text.length });
  }

  it("is copied in a later answer: its sentences to say too, with a few words around", () => {
    for (const text of [SAY, `Clearly: ${SAY}`, "so a burst of one tenant starves nobody"]) {
      expect(isPasted(text, { earlier: [report] }), text).toBe(true);
      expect(isPasted(text, {}), text).toBe(false);
    }
  });

  it("takes nothing from a candidate that they had written themselves by then", () => {
    expect(isPasted(HAD, { earlier: [report] })).toBe(false);
    expect(isPasted(HAD, { earlier: [{ ...report, own: [] }] })).toBe(true);
  });

  it("isn't made theirs by pasting it twice", () => {
    const later = { said: ["Nothing changed about who pays for the card."], own: [HAD, SAY] };
    expect(isPasted(SAY, { earlier: [report, later] })).toBe(true);
  });

  it("leaves figures of the case to work with", () => {
    const { problem } = gradeInput();
    const brief = problem.statementMarkdown.split(/[.\n]/)[0] ?? "";
    expect(brief.split(" ").length).toBeGreaterThan(4);
    const earlier = [{ said: [brief], own: [] }];
    expect(isPasted(`${brief}: 1,234 in all`, { earlier })).toBe(
      isPasted(`${brief}: 1,234 in all`, {}),
    );
  });

  it("counts what fails in a problem as copied too, but for what the case says itself", () => {
    const fails = "A queue without a limit keeps every caller who rings in a storm.";
    const failure: Failure = {
      id: "queue",
      section: "components",
      fails,
      shows: "It never empties.",
      rests_on: [],
    };
    expect(isPasted(fails, { failures: { hash: "f", failures: [failure] } })).toBe(true);
    expect(isPasted(fails, { failures: null })).toBe(false);
  });
});
