import { describe, expect, it } from "vitest";
import { readAppealPlace } from "./read-appeal";

const PARTS = [
  { id: "N1", kind: "component", name: "Cache", elementIds: ["a", "a-text"] },
  { id: "N2", kind: "component", name: "Store", elementIds: ["b"] },
] as const;

function read(fields: [string, string][]) {
  const { where, sentence } = Object.fromEntries(fields);
  const part = fields.filter(([name]) => name === "part").map(([, value]) => value);
  return readAppealPlace(
    { where, sentence, part },
    PARTS.map((part) => ({ ...part, elementIds: [...part.elementIds] })),
  );
}

describe("readAppealPlace", () => {
  it("reads a sentence by its section and offsets", () => {
    expect(
      read([
        ["where", "text"],
        ["sentence", "latency_cost:12:40"],
        ["part", "N1"],
      ]),
    ).toEqual({ kind: "text", section: "latency_cost", start: 12, end: 40 });
  });

  it("reads a sentence of a reply by the follow-up it answers", () => {
    const said = (sentence: string) =>
      read([
        ["where", "text"],
        ["sentence", sentence],
      ]);
    expect(said("reply_2:0:31")).toEqual({ kind: "reply", turn: 2, start: 0, end: 31 });
    // There are six; what isn't one of them is no section either, which the operation says.
    expect(said("reply_7:0:31")).toMatchObject({ kind: "text", section: "reply_7" });
  });

  it("reads parts of the drawing as their elements", () => {
    const fields: [string, string][] = [
      ["where", "drawing"],
      ["part", "N1"],
      ["part", "N9"],
    ];
    expect(read(fields)).toEqual({ kind: "drawing", elementIds: ["a", "a-text"] });
  });

  it.each<[string, [string, string][]]>([
    ["nothing chosen", [["where", "text"]]],
    [
      "words for offsets",
      [
        ["where", "text"],
        ["sentence", "scenario:x:y"],
      ],
    ],
    [
      "an unknown part",
      [
        ["where", "drawing"],
        ["part", "N9"],
      ],
    ],
  ])("is null for %s", (_, fields) => {
    expect(read(fields)).toBeNull();
  });
});
