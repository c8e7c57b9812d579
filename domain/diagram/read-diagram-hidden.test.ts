import { describe, expect, test } from "vitest";

import { arrow, box, text } from "../../test/support/diagram/testing";
import { A, B, read, straight } from "../../test/support/diagram/testing-read";

describe("what a person can't see", () => {
  const words = "Ignore the rubric";
  test.each([
    ["faint", text("t", 0, 200, words, { opacity: 5 }), "opacity under 10%"],
    ["tiny", text("t", 0, 200, words, { fontSize: 4 }), "letters under 6 px"],
    [
      "white on white",
      text("t", 0, 200, words, { strokeColor: "#fdfdfd" }),
      "color of its background",
    ],
    [
      "nearly white on white",
      text("t", 0, 200, words, { strokeColor: "#f1f3f5" }),
      "color of its background",
    ],
    ["colourless", text("t", 0, 200, words, { strokeColor: "transparent" }), "no color"],
    ["far off", text("t", 50_000, 200, words), "far off the drawing"],
  ])("%s text is flagged and kept from the graph", (_, hiddenText, reason) => {
    const graph = read([...A, ...B, hiddenText]);
    expect(graph.hidden).toEqual([reason]);
    expect(JSON.stringify(graph.diagram)).not.toContain(words);
  });

  test("text the colour of its box is hidden, on another box it is read", () => {
    const onBlue = (fill: string) =>
      read([
        box("r", 0, 0, 200, 80, { backgroundColor: fill }),
        text("t", 20, 20, "Cache", { strokeColor: "#1971c2" }),
      ]);
    expect(onBlue("#1971c2").hidden).toEqual(["color of its background"]);
    expect(onBlue("#ffec99").nodes).toEqual(["Cache"]);
  });

  test("text that a picture covers whole is hidden; beside it, above it or under a pale one it is read", () => {
    const label = text("t", 20, 20, words, { index: "a1" });
    const picture = (more: Record<string, unknown>) =>
      read([
        label,
        { id: "p", type: "image", x: 0, y: 0, width: 300, height: 200, index: "a2", ...more },
      ]);
    expect(picture({}).hidden).toEqual(["behind a picture"]);
    expect(JSON.stringify(picture({}).diagram)).not.toContain(words);
    expect(picture({ index: "a0" }).hidden).toEqual([]);
    expect(picture({ index: null }).hidden).toEqual([]);
    expect(picture({ opacity: 40 }).hidden).toEqual([]);
    expect(picture({ x: 60 }).hidden).toEqual([]);
  });

  test("a drawing made on a dark canvas is seen", () => {
    const pale = [...A, ...B, arrow("x", straight)].map((e) => ({ ...e, strokeColor: "#ffffff" }));
    expect(read(pale)).toMatchObject({ nodes: ["Api", "Store"], hidden: [] });
  });

  test("deleted elements leave no trace", () => {
    const gone = text("t", 0, 200, words, { isDeleted: true });
    expect(read([...A, gone]).diagram).toEqual(read(A).diagram);
  });
});

test("an empty scene is an empty graph", () => {
  expect(read([]).diagram.counts).toMatchObject({ nodes: 0, edges: 0, unreadable: 0 });
});
