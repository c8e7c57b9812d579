import { describe, expect, it } from "vitest";
import type { SectionId } from "#domain/problems/scale";
import { pickDecisive, withPhrase } from "./decisive";

const quoteOf = (text: string, section: SectionId = "scenario", start = 0) => ({
  section,
  quote: text,
  start,
  end: start + text.length,
});

/** What is underlined of a quote that stands 7 characters into its text. */
function underlined(text: string, criterion: string): string {
  const { phrase } = withPhrase(quoteOf(text, "scenario", 7), criterion);
  return text.slice(phrase.start - 7, phrase.end - 7);
}

describe("the decisive quote", () => {
  it("is the first of the criterion's own section, else the first", () => {
    const [elsewhere, own, later] = [quoteOf("a", "components"), quoteOf("b"), quoteOf("c")];
    expect(pickDecisive([elsewhere, own, later], "scenario")).toBe(own);
    expect(pickDecisive([elsewhere], "scenario")).toBe(elsewhere);
    expect(pickDecisive([], "scenario")).toBeNull();
  });
});

describe("the phrase that is underlined", () => {
  const SENTENCE =
    "The desk is open day and night; at noon the peak rate is 40 questions a second, twice the mean of the whole day.";

  it("is the clause with most of the criterion's words", () => {
    expect(underlined(SENTENCE, "States the peak rate of questions as a number")).toBe(
      "at noon the peak rate is 40 questions a second",
    );
  });

  it("is the whole quote where no clause stands out, or the quote is short", () => {
    expect(underlined(SENTENCE, "Cuts the scope")).toBe(SENTENCE);
    expect(underlined("Peak rate: 40 questions a second.", "States the peak rate")).toBe(
      "Peak rate: 40 questions a second.",
    );
  });

  it("keeps to the quote where its offsets are of a text that reads otherwise", () => {
    const odd = { ...quoteOf(SENTENCE), end: SENTENCE.length + 3 };
    expect(withPhrase(odd, "States the peak rate of questions").phrase).toEqual({
      start: 0,
      end: SENTENCE.length + 3,
    });
  });

  it("doesn't break figures apart", () => {
    const text =
      "We assume, as nobody said otherwise, 240,000 messages a day with a peak of 12,5 a second at noon every day";
    const got = underlined(text, "Assumes how many messages come a second at the peak of a day");
    expect(got).toContain("240,000 messages");
  });
});
