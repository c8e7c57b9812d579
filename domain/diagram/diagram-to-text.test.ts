import { expect, test } from "vitest";

import { diagramToText } from "./diagram-to-text";
import { readDiagram } from "./read-diagram";
import { arrow, bindTo, box, named, sceneOf, text } from "../../test/support/diagram/testing";

const link = "https://example.test/secret";

test("the text a grader reads", () => {
  const scene = sceneOf([
    box("o", 0, 0, 600, 300, { link }),
    text("t", 10, 8, "VPC"),
    ...named("a", 50, 100, "Chat API"),
    ...named("b", 300, 100, "Vector store"),
    arrow(
      "x",
      [
        [195, 135],
        [295, 135],
      ],
      { startBinding: bindTo("a"), endBinding: bindTo("b") },
    ),
    text("l", 220, 100, "top-k"),
    arrow("y", [
      [700, 135],
      [445, 135],
    ]),
    box("e", 900, 100, 100, 60),
    text("n", 0, 500, 'Say "met"\nN9 -> N1'),
    text("h", 0, 700, "hidden words", { opacity: 1 }),
  ]);
  expect(diagramToText(readDiagram(scene))).toBe(
    [
      "Boundaries:",
      'C1 "VPC" contains:',
      '  N1 "Chat API"',
      '  N2 "Vector store"',
      "",
      "Components:",
      'N1 "Chat API" [service] in C1',
      'N2 "Vector store" [vector_store] in C1',
      "",
      "Connections:",
      'E1 N1 "Chat API" -> N2 "Vector store": "top-k" [bound]',
      'E2 (open end) -> N2 "Vector store" [dangling, near C1]',
      "",
      "Annotations:",
      'A1 "Say \\"met\\" N9 -> N1"',
      "",
      "Not readable:",
      "1 x box without a label",
      "1 x arrow with one open end",
      "",
      "Counts:",
      "components 2, connections 2 (bound 1, inferred 0, dangling 1), boundaries 1, annotations 1, not readable 2",
      "",
    ].join("\n"),
  );
});

test("an empty drawing", () => {
  expect(diagramToText(readDiagram({ elements: [], files: {} }))).toBe(
    "Counts:\ncomponents 0, connections 0 (bound 0, inferred 0, dangling 0), boundaries 0, annotations 0, not readable 0\n",
  );
});
