import { describe, expect, test } from "vitest";

import { OutlineError } from "./outline";
import { parseOutline } from "./parse-outline";

const placeOf = (text: string, key: string) =>
  parseOutline(text).boxes.find((b) => b.key === key)?.container;

describe("lines", () => {
  test.each([
    ["A -> B: reads", { from: "a", to: "b", direction: "forward", label: "reads" }],
    ["A --> B", { from: "a", to: "b", direction: "forward", label: null }],
    ["A->B:", { from: "a", to: "b", direction: "forward", label: null }],
    ["A <- B: best: 40 -> 6", { from: "b", to: "a", direction: "forward", label: "best: 40 -> 6" }],
    ["A <-> B", { from: "a", to: "b", direction: "both", label: null }],
    ["A -- B", { from: "a", to: "b", direction: "none", label: null }],
    ['"x -> y: z" -> B: "say"', { from: "x -> y: z", to: "b", direction: "forward", label: "say" }],
    ["Re-ranker [box] -> B", { from: "re-ranker", to: "b", direction: "forward", label: null }],
  ])("%s", (line, edge) => {
    expect(parseOutline(line).edges).toEqual([edge]);
  });

  test("a comment and an empty line draw nothing", () => {
    expect(parseOutline("# A -> B\n\n  # C\nD").boxes.map((b) => b.name)).toEqual(["D"]);
  });

  test("a name is one box however it is written, with the shape of any mention", () => {
    expect(parseOutline("a  Box -> B\nB -> A box [store]\nA BOX").boxes).toEqual([
      { key: "a box", name: "a Box", shape: "store", container: null },
      { key: "b", name: "B", shape: "box", container: null },
    ]);
  });
});

describe("where a box lies", () => {
  test("in the container where its own line stands, however early an arrow names it", () => {
    expect(placeOf("A -> B\nOne {\nB -> C\n}\nTwo {\nB\n}", "b")).toBe("two");
    expect(placeOf("One {\nA -> B\n}\nB", "b")).toBe(null);
  });

  test("else in the first container in which an arrow names it, else outside", () => {
    const text = "A -> B\nOne {\nTwo {\nB -> C\n}\n}\nThree {\nC -> D\n}";
    expect(["a", "b", "c", "d"].map((key) => placeOf(text, key))).toEqual([
      null,
      "two",
      "two",
      "three",
    ]);
  });

  test("an arrow leads to a container that is opened later", () => {
    const { boxes, edges } = parseOutline("A -> Serving\nServing {\nB\n}");
    expect(boxes.map((b) => b.key)).toEqual(["a", "b"]);
    expect(edges[0]?.to).toBe("serving");
  });
});

test.each([
  ["", 1, "nothing to draw"],
  ["A\nB -> C -> D", 2, "one arrow"],
  ["A -> ", 1, "a name is missing"],
  ["A: b", 1, "quotes"],
  ["A\nB> -> C", 2, "quotes"],
  ["A -> 12", 1, "no letter"],
  [`A -> ${"b".repeat(81)}`, 1, "at most 80"],
  [`A -> B: ${"b".repeat(81)}`, 1, "at most 80"],
  ["A -> B: ->", 1, "a letter or a figure"],
  ["A [cloud] -> B", 1, "no shape [cloud]"],
  ["A [store]\nA [person]", 2, "was a [store] before"],
  ["One { A }", 1, "a line of its own"],
  ["One [store] {\nA\n}", 1, "no shape"],
  ["A\nOne {\nB", 2, "no closing }"],
  ["A\n}", 2, "} without {"],
  ["A\nOne {\n}", 2, "holds nothing"],
  ["One {\nA\n}\nONE {\nB\n}", 4, "opened before, in line 1"],
  ["One {\nA\n}\nTwo {\nA\n}", 5, "put elsewhere"],
  ["One {\nA\n}\nOne", 4, "is a container"],
  ["One {\nA\n}\nOne -> One", 4, "joined to itself"],
  ["One {\nTwo {\nA\n}\n}\nA -> One", 6, "what it holds"],
  ["A -> B: x\nB <- A: x", 2, "the same arrow as in line 1"],
  ["A -- B\nB -- A", 2, "the same arrow as in line 1"],
])("can't be drawn: %j", (text, line, reason) => {
  expect(() => parseOutline(text)).toThrow(OutlineError);
  expect(() => parseOutline(text)).toThrow(`Line ${line}: `);
  expect(() => parseOutline(text)).toThrow(reason);
});

test("an outline too large to be shown is refused", () => {
  const many = Array.from({ length: 151 }, (_, i) => `Box ${i}`).join("\n");
  expect(() => parseOutline(many)).toThrow("at most 150");
});
