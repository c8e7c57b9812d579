import { describe, expect, test } from "vitest";

import { arrow, bindTo, box, line, named, text } from "../../test/support/diagram/testing";
import { A, B, read, straight, stroke } from "../../test/support/diagram/testing-read";

describe("components", () => {
  test("loose text inside a box names it, smaller text is a note", () => {
    const graph = read([
      box("r", 0, 0, 240, 140),
      text("t", 60, 10, "Retriever", { fontSize: 28 }),
      text("d", 20, 60, "top-k 50", { fontSize: 16 }),
    ]);
    expect(graph.nodes).toEqual(["Retriever"]);
    expect(graph.diagram.nodes[0]?.notes).toEqual(["top-k 50"]);
  });

  test("the original text counts, not the wrapped one", () => {
    const wrapped = {
      ...text("t", 10, 10, "Vector\nstore"),
      originalText: "Vector store",
      containerId: "r",
    };
    expect(read([box("r", 0, 0, 100, 80), wrapped]).nodes).toEqual(["Vector store"]);
  });

  test("a picture takes the caption below, above or beside it", () => {
    const image = { ...box("i", 0, 0, 64, 64), type: "image" };
    for (const caption of [
      text("t", 5, 70, "Lambda"),
      text("t", 5, -30, "Lambda"),
      text("t", 72, 20, "Lambda"),
    ])
      expect(read([image, caption]).nodes).toEqual(["Lambda"]);
  });

  test("an icon of grouped lines is one component, arrows in it are picture", () => {
    const inIcon = { groupIds: ["g"] };
    const icon = [
      box("r", 0, 0, 80, 80, inIcon),
      line(
        "l",
        [
          [10, 20],
          [70, 20],
        ],
        inIcon,
      ),
      arrow(
        "p",
        [
          [10, 40],
          [70, 40],
        ],
        inIcon,
      ),
      text("k", 10, 50, "{}", inIcon),
      text("t", 0, 90, "Cache", inIcon),
    ];
    const graph = read([
      ...icon,
      ...B,
      arrow(
        "x",
        [
          [85, 40],
          [395, 40],
        ],
        { startBinding: bindTo("l") },
      ),
    ]);
    expect(graph.nodes).toEqual(["Cache", "Store"]);
    expect(graph.edges).toEqual(["Cache -> Store"]);
    expect(graph.diagram.nodes.find((n) => n.label === "Cache")?.elements).toHaveLength(5);
  });

  test("a group made for moving falls apart", () => {
    const together = [...A, ...B, arrow("x", straight)].map((e) => ({ ...e, groupIds: ["all"] }));
    const graph = read(together);
    expect(graph.nodes).toEqual(["Api", "Store"]);
    expect(graph.edges).toEqual(["Api -> Store"]);
  });

  test("copies behind a box are part of it", () => {
    const stack = [0, 10, 20].map((d) => box(`r${d}`, d, d, 200, 80));
    expect(read([...stack, text("t", 60, 45, "Workers")]).nodes).toEqual(["Workers"]);
  });

  test("a cylinder of loose figures is one component", () => {
    const ellipse = (id: string, y: number) => ({ ...box(id, 0, y, 120, 40), type: "ellipse" });
    const graph = read([
      box("r", 0, 20, 120, 100),
      ellipse("top", 0),
      ellipse("foot", 100),
      text("t", 20, 60, "Postgres"),
    ]);
    expect(graph.nodes).toEqual(["Postgres"]);
    expect(graph.unreadable).toEqual([]);
  });

  test("a freehand cloud is a box", () => {
    const graph = read([
      stroke("s", 200, 200, 120, 70),
      text("t", 150, 190, "Internet"),
      ...named("a", 500, 165, "Gateway"),
      arrow("x", [
        [325, 200],
        [495, 200],
      ]),
    ]);
    expect(graph.nodes).toEqual(["Gateway", "Internet"]);
    expect(graph.edges).toEqual(["Internet -> Gateway"]);
  });

  test("text that an arrow leads to is a component, other free text an annotation", () => {
    const graph = read([
      text("u", -200, 22, "User"),
      ...A,
      arrow("x", [
        [-155, 35],
        [-5, 35],
      ]),
      text("n", 0, 300, "2024 draft"),
    ]);
    expect(graph.nodes).toEqual(["Api", "User"]);
    expect(graph.edges).toEqual(["User -> Api"]);
    expect(graph.annotations).toEqual(["2024 draft"]);
  });

  test("a long text in a box that nothing leads to is a note", () => {
    const words = "We assume no deletion and no updates of what was written once. ".repeat(3);
    const graph = read([
      ...A,
      box("n", 0, 200, 800, 60),
      text("t", 10, 210, words, { containerId: "n", width: 700 }),
    ]);
    expect(graph.nodes).toEqual(["Api"]);
    expect(graph.annotations).toEqual([words.trim()]);
  });

  test("a box without a name is reported, and a component only if an arrow leads there", () => {
    const graph = read([...A, box("e", 400, 200, 100, 60)]);
    expect(graph.nodes).toEqual(["Api"]);
    expect(graph.unreadable).toEqual(["box without a label"]);
    const reached = read([...A, box("e", 400, 0, 100, 60), arrow("x", straight)]);
    expect(reached.nodes).toEqual(["", "Api"]);
    expect(reached.unreadable).toEqual(["box without a label"]);
  });
});
