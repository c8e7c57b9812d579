import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentText } from "./segments";
import type { Span } from "./segments";

const spans = fc.array(
  fc.record({
    start: fc.integer({ min: -5, max: 60 }),
    end: fc.integer({ min: -5, max: 60 }),
    criterionId: fc.constantFrom("a", "b", "c"),
  }),
  { maxLength: 8 },
);
const text = fc.string({ unit: "grapheme", maxLength: 40 });

function span(criterionId: string, start: number, end: number): Span {
  return { criterionId, start, end };
}

describe("segmentText", () => {
  it("gives the text back when its segments are joined, whatever the spans", () => {
    fc.assert(
      fc.property(text, spans, (written, marks) => {
        const segments = segmentText(written, marks);
        expect(segments.map((segment) => segment.text).join("")).toBe(written);
        for (const { start, end, text: part } of segments) {
          expect(written.slice(start, end)).toBe(part);
        }
      }),
    );
  });

  it("marks every character a span covers with that span's criterion, and no other", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), spans, (written, marks) => {
        const segments = segmentText(written, marks);
        for (let at = 0; at < written.length; at++) {
          const expected = marks
            .filter((mark) => mark.start <= at && mark.end > at && mark.end > mark.start)
            .map((mark) => mark.criterionId);
          const segment = segments.find(({ start, end }) => start <= at && end > at);
          expect(new Set(segment?.criterionIds)).toEqual(new Set(expected));
        }
      }),
    );
  });

  it("never leaves half a character in a segment", () => {
    fc.assert(
      fc.property(text, spans, (written, marks) => {
        for (const segment of segmentText(written, marks)) {
          expect(segment.text).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });

  it("splits where two spans overlap and names both there, in the order given", () => {
    const segments = segmentText("We cache answers.", [span("b", 3, 17), span("a", 0, 8)]);
    expect(segments.map(({ text: part, criterionIds }) => [part, criterionIds])).toEqual([
      ["We ", ["a"]],
      ["cache", ["b", "a"]],
      [" answers.", ["b"]],
    ]);
  });

  it("parts what counts as no evidence, also inside what a criterion rests on", () => {
    const asides = [
      { start: 3, end: 8, reason: "directed" as const },
      { start: 0, end: 8, reason: "copied" as const },
    ];
    const segments = segmentText("We cache answers.", [span("a", 3, 17)], asides);
    expect(
      segments.map(({ text: part, criterionIds, aside }) => [part, criterionIds, aside]),
    ).toEqual([
      ["We ", [], "copied"],
      ["cache", ["a"], "directed"],
      [" answers.", ["a"], null],
    ]);
  });

  it("keeps a text without spans whole, and an empty one empty", () => {
    expect(segmentText("Plain.", [])).toEqual([
      { start: 0, end: 6, text: "Plain.", criterionIds: [], aside: null },
    ]);
    expect(segmentText("", [span("a", 0, 4)])).toEqual([]);
  });
});
