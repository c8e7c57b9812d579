import { describe, expect, test } from "vitest";

import {
  anyOf,
  byKind,
  byLabel,
  diagramFacts,
  findCycles,
  findNodes,
  findOrphans,
  findPath,
  findUnreadStores,
  hasPath,
  hasPathVia,
  singlePoints,
} from "./facts";
import { readDiagram } from "./read-diagram";
import { arrow, bindTo, box, named, sceneOf, text } from "../../test/support/diagram/testing";

type Link = [from: string, to: string, label?: string, heads?: Record<string, unknown>];

/** Named boxes in a row, joined by bound arrows. */
function drawn(labels: string[], links: Link[], more: Record<string, unknown>[] = []) {
  const place = (label: string) => 300 * labels.indexOf(label);
  const boxes = labels.flatMap((label) => named(label, place(label), 0, label));
  const arrows = links.flatMap(([from, to, label, heads], i) => [
    arrow(
      `x${i}`,
      [
        [place(from) + 70, 75],
        [place(from) + 70, 200 + 40 * i],
        [place(to) + 70, 200 + 40 * i],
        [place(to) + 70, 75],
      ],
      { startBinding: bindTo(from), endBinding: bindTo(to), ...heads },
    ),
    ...(label ? [text(`l${i}`, 0, 0, label, { containerId: `x${i}` })] : []),
  ]);
  return readDiagram(sceneOf([...boxes, ...arrows, ...more]));
}

const chain = drawn(
  ["User", "Gateway", "Chat API", "Vector store", "LLM"],
  [
    ["User", "Gateway"],
    ["Gateway", "Chat API"],
    ["Chat API", "Vector store", "search"],
    ["Chat API", "LLM"],
  ],
);

function labels(nodes: readonly { label: string }[]): string[] {
  return nodes.map((n) => n.label);
}

describe("paths", () => {
  test("along the arrows, by kind or by words of the label", () => {
    expect(hasPath(chain, byKind("client"), byKind("llm"))).toBe(true);
    expect(hasPath(chain, byKind("llm"), byKind("client"))).toBe(false);
    expect(hasPath(chain, byLabel("chat apis"), byLabel("Vector-Store"))).toBe(true);
    expect(hasPath(chain, byKind("vector_store"), byKind("llm"))).toBe(false);
    expect(findPath(chain, byLabel("gateway"), byKind("llm"))).toEqual([
      "N2",
      "E2",
      "N3",
      "E4",
      "N5",
    ]);
  });

  test("through a third", () => {
    expect(hasPathVia(chain, byKind("client"), byKind("gateway"), byKind("llm"))).toBe(true);
    expect(hasPathVia(chain, byKind("client"), byKind("vector_store"), byKind("llm"))).toBe(false);
  });

  test("both ways along a line without heads", () => {
    const plain = drawn(["User", "LLM"], [["LLM", "User", undefined, { endArrowhead: null }]]);
    expect(hasPath(plain, byKind("client"), byKind("llm"))).toBe(true);
  });

  test("into a boundary and out of it, but not between its members", () => {
    const boundary = [box("o", 250, -50, 550, 160), text("t", 260, -45, "Backend")];
    const diagram = drawn(
      ["User", "Chat API", "LLM"],
      [],
      [
        ...boundary,
        arrow(
          "in",
          [
            [145, 35],
            [245, 35],
          ],
          { startBinding: bindTo("User"), endBinding: bindTo("o") },
        ),
      ],
    );
    expect(hasPath(diagram, byKind("client"), byKind("llm"))).toBe(true);
    expect(hasPath(diagram, byLabel("chat api"), byKind("llm"))).toBe(false);
  });
});

test("single points between two", () => {
  expect(labels(singlePoints(chain, byKind("client"), byKind("llm")))).toEqual([
    "Gateway",
    "Chat API",
  ]);
  const twice = drawn(
    ["User", "Gateway A", "Gateway B", "LLM"],
    [
      ["User", "Gateway A"],
      ["User", "Gateway B"],
      ["Gateway A", "LLM"],
      ["Gateway B", "LLM"],
    ],
  );
  expect(singlePoints(twice, byKind("client"), byKind("llm"))).toEqual([]);
  expect(singlePoints(twice, byKind("llm"), byKind("client"))).toEqual([]);
});

test("orphans and cycles", () => {
  const diagram = drawn(
    ["User", "Chat API", "Worker", "Grafana"],
    [
      ["User", "Chat API"],
      ["Chat API", "Worker"],
      ["Worker", "Chat API"],
    ],
  );
  expect(labels(findOrphans(diagram))).toEqual(["Grafana"]);
  expect(findCycles(diagram)).toEqual([["N2", "N3"]]);
  const both = drawn(
    ["Chat API", "Worker"],
    [["Chat API", "Worker", undefined, { startArrowhead: "arrow" }]],
  );
  expect(findCycles(both)).toEqual([]);
});

test("stores that nobody reads", () => {
  const diagram = drawn(
    ["Chat API", "Redis", "Postgres", "S3 bucket", "Vector store", "Ingestion worker"],
    [
      ["Chat API", "Postgres"],
      ["Chat API", "S3 bucket", "write logs"],
      ["Ingestion worker", "Vector store"],
    ],
  );
  expect(labels(findUnreadStores(diagram))).toEqual(["Redis", "S3 bucket", "Vector store"]);
  expect(diagramFacts(diagram)).toMatchObject({
    unreadCaches: ["N2"],
    componentsByKind: { cache: ["N2"], worker: ["N6"] },
    orphans: ["N2"],
    unreadable: {},
  });
});

test("matchers compose", () => {
  expect(labels(findNodes(chain, anyOf(byKind("llm"), byLabel("user"))))).toEqual(["User", "LLM"]);
  expect(findNodes(chain, byLabel(""))).toEqual([]);
});
