import { describe, expect, it } from "vitest";
import { diffTexts } from "#server/text/word-diff";
import { excerptOf } from "./excerpt";

const BEFORE = "We cache answers. A person reads ten of them a week. Nothing else is done.";
const AFTER = "We cache answers. A person reads ten of them a day. We also label 600 chats. Done.";
const SIGNS = { same: "", old: "-", new: "+" };

function excerpt(side: "old" | "new", quote: string, [before, after] = [BEFORE, AFTER]) {
  const start = (side === "new" ? after : before).indexOf(quote);
  const runs = excerptOf(diffTexts(before, after), side, { start, end: start + quote.length });
  return runs && runs.map(({ kind, text }) => `${SIGNS[kind]}${text}`);
}

describe("excerptOf", () => {
  it("is nothing where the words stayed", () => {
    expect(excerpt("new", "We cache answers.")).toBeNull();
    expect(excerpt("old", "We cache answers.")).toBeNull();
    expect(excerpt("new", "x", ["x", "x"])).toBeNull();
  });

  it("is the words that came in, with what stayed in the sentence and what they took the place of", () => {
    expect(excerpt("new", "A person reads ten of them a day.")).toEqual([
      "A person reads ten of them a ",
      expect.stringMatching(/^-week\. /),
      "+day.",
    ]);
    expect(excerpt("new", "We also label 600 chats.")).toEqual(["+We also label 600 chats."]);
  });

  it("is from the other side the words that went", () => {
    expect(excerpt("old", "Nothing else is done.")).toEqual([
      expect.stringMatching(/^-Nothing else is/),
    ]);
  });

  it("sees that words were taken out of a sentence that stayed", () => {
    const runs = excerpt("new", "We keep a log of prompts.", [
      "We keep no complete and proper log of prompts.",
      "We keep a log of prompts.",
    ]);
    expect(runs?.join("")).toMatch(/^We keep -no complete and proper \+a log of prompts\.$/);
  });

  it("cuts what stood there before where it is long", () => {
    const old = "An older sentence, all of other words, went from here entirely. ".repeat(12);
    const runs = excerpt("new", "Short and new.", [old, "Short and new."]);
    const gone = runs?.find((run) => run.startsWith("-"));
    expect(gone?.length).toBeLessThan(250);
    expect(gone).toMatch(/… $/);
  });
});
