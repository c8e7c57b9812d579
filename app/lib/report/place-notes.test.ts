import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeNotes } from "./place-notes";

const notes = fc
  .array(fc.record({ wantedTop: fc.nat(900), height: fc.integer({ min: 20, max: 200 }) }), {
    maxLength: 12,
  })
  .map((boxes) => boxes.map((box, index) => ({ ...box, id: String(index) })));

describe("placeNotes", () => {
  it("never lets two notes overlap, and none starts above the text", () => {
    fc.assert(
      fc.property(notes, (boxes) => {
        const { tops, height } = placeNotes(boxes, 8);
        const placed = boxes
          .map((box) => ({ ...box, top: tops.get(box.id) ?? NaN }))
          .sort((a, b) => a.top - b.top);
        placed.forEach((box, index) => {
          const next = placed[index + 1];
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.top + box.height).toBeLessThanOrEqual(height + 1e-6);
          if (next) expect(box.top + box.height + 8).toBeLessThanOrEqual(next.top + 1e-6);
        });
      }),
    );
  });

  it("keeps the order of the sentences", () => {
    fc.assert(
      fc.property(notes, (boxes) => {
        const { tops } = placeNotes(boxes, 8);
        for (const a of boxes) {
          for (const b of boxes) {
            if (a.wantedTop < b.wantedTop) {
              expect(tops.get(a.id)).toBeLessThan(tops.get(b.id) ?? NaN);
            }
          }
        }
      }),
    );
  });

  it("leaves notes with room where they want to be", () => {
    const { tops } = placeNotes(
      [
        { id: "b", wantedTop: 300, height: 50 },
        { id: "a", wantedTop: 40, height: 50 },
      ],
      8,
    );
    expect([...tops]).toEqual([
      ["a", 40],
      ["b", 300],
    ]);
  });

  it("moves a crowd up and down around its sentences", () => {
    const { tops, height } = placeNotes(
      [
        { id: "a", wantedTop: 200, height: 100 },
        { id: "b", wantedTop: 200, height: 100 },
      ],
      10,
    );
    expect([tops.get("a"), tops.get("b"), height]).toEqual([145, 255, 355]);
  });
});
