import { describe, expect, test } from "vitest";

import { OutlineError } from "./outline";
import { parseOutline, readOutline } from "./parse-outline";

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

  test.each([
    ["A -> B -> C", ["a > b", "b > c"]],
    ["A --> B --> C: best: 40 -> 6", ["a > b", "b > c: best: 40 -> 6"]],
    ["A <- B -- C <-> D", ["b > a", "b - c", "c = d"]],
    ["A -->|asks: 2| B -- best 6 --> C ---> D", ["a > b: asks: 2", "b > c: best 6", "c > d"]],
    ['"x -> y" -> B [store]->"a: b"', ["x -> y > b", "b > a: b"]],
    ["A -- B -- C", ["a - b", "b - c"]],
    ["A -- B: best --> 6", ["a - b: best --> 6"]],
  ])("a chain: %s", (line, expected) => {
    const signs = { forward: ">", both: "=", none: "-" };
    const edges = parseOutline(line).edges.map(
      ({ from, to, direction, label }) =>
        `${from} ${signs[direction]} ${to}${label === null ? "" : `: ${label}`}`,
    );
    expect(edges).toEqual(expected);
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
  ["A\nB -> C -> ", 2, "a name is missing"],
  ["A -> -> B", 1, "a name is missing"],
  ["A -> B -> A -> B", 1, "the same arrow as in line 1"],
  ["A -->|asks| B: reads", 1, "an arrow has one label"],
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
  ["A -> B\nbad line without arrow", 2, "not an arrow or a component"],
  ["A - B", 1, "an arrow is written ->"],
  ["A → B", 1, "an arrow is written ->"],
])("can't be drawn: %j", (text, line, reason) => {
  expect(() => parseOutline(text)).toThrow(OutlineError);
  expect(() => parseOutline(text)).toThrow(`Line ${line}: `);
  expect(() => parseOutline(text)).toThrow(reason);
});

test("an outline too large to be shown is refused", () => {
  const many = Array.from({ length: 151 }, (_, i) => `Box ${i}`).join("\n");
  expect(() => parseOutline(many)).toThrow("at most 150");
});

describe("a name alone on its line", () => {
  test.each([
    ["in up to three words", "Semantic answer cache"],
    ["with a shape", "All of the old answers [store]"],
    ["in quotes", '"all of the old answers"'],
    ["inside a container", "One {\nall of the old answers\n}"],
    ["that an arrow names", "all of the old answers\nA -> all of the old answers"],
  ])("is a box %s", (_, text) => {
    expect(readOutline(text)).toMatchObject({ errors: [] });
    expect(readOutline(text).outline.boxes.length).toBeGreaterThan(0);
  });

  test("is one where it is drawn already", () => {
    const text = "all of the old answers";
    expect(readOutline(text, (key) => key === text).errors).toEqual([]);
    expect(readOutline(text).errors).toMatchObject([{ line: 1 }]);
  });
});

describe("what can't be drawn is left out, and the rest is read", () => {
  const read = (text: string) => {
    const { outline, errors } = readOutline(text);
    return {
      boxes: outline.boxes.map(({ key, container }) => (container ? `${container}/${key}` : key)),
      containers: outline.containers.map(({ key }) => key),
      edges: outline.edges.map(({ from, to }) => `${from}>${to}`),
      lines: errors.map(({ line }) => line).sort(),
    };
  };
  test.each([
    [
      "A -> B\nC -> D -> \nbad line without arrow\nB -> F",
      { boxes: ["a", "b", "f"], containers: [], edges: ["a>b", "b>f"], lines: [2, 3] },
    ],
    [
      "One {\nA\n}\nOne {\nB\n}\n}",
      { boxes: ["one/a", "one/b"], containers: ["one"], edges: [], lines: [4, 7] },
    ],
    [
      "One {\nTwo {\nA -> \n}\n}\nB -> C",
      { boxes: ["b", "c"], containers: [], edges: ["b>c"], lines: [1, 2, 3] },
    ],
    ["One {\nOne {\nA\n}\n}", { boxes: ["one/a"], containers: ["one"], edges: [], lines: [2] }],
    ["One {\n}\nA -> One", { boxes: ["a"], containers: [], edges: [], lines: [1] }],
    [
      "One {\nA\n}\nOne -> One\nA",
      { boxes: ["one/a"], containers: ["one"], edges: [], lines: [4, 5] },
    ],
    ["->", { boxes: [], containers: [], edges: [], lines: [1] }],
  ])("%j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
