import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { boxOf } from "./geometry";
import { drawnPoints } from "./pieces";
import { toLabelledGraph } from "./print";
import { readDiagram } from "./read-diagram";
import { parseScene } from "./parse-scene";
import { type SceneElement } from "./scene.schema";
import {
  arrow,
  bindTo,
  named,
  SCENES_DIR,
  sceneOf,
  text,
} from "../../test/support/diagram/testing";

const elementsSchema = z.array(z.record(z.string(), z.unknown()));
const librarySchema = z.object({
  library: z.array(elementsSchema).optional(),
  libraryItems: z.array(z.object({ elements: elementsSchema })).optional(),
});

const DIR = new URL("libraries/", SCENES_DIR);
const icons = readdirSync(DIR).flatMap((file) => {
  const library = librarySchema.parse(JSON.parse(readFileSync(new URL(file, DIR), "utf8")));
  const items = library.libraryItems?.map((item) => item.elements) ?? library.library ?? [];
  return items.map((elements, i) => ({ name: `${file.split("--")[1]} ${i}`, elements }));
});

function boundsOf(elements: readonly SceneElement[]) {
  const { x, y, w, h } = boxOf(elements.flatMap(drawnPoints));
  return { left: x, bottom: y + h, middle: x + w / 2 };
}

/** An icon dropped beside a box, an arrow from the box to one of its parts. */
function readBeside(elements: Record<string, unknown>[], more: Record<string, unknown>[] = []) {
  const parsed = parseScene({ elements }).scene.elements;
  const { left, bottom } = boundsOf(parsed);
  const [target] = parsed.filter((e) => e.type !== "arrow" && e.type !== "line");
  const box = named("box", left - 500, bottom - 65, "Caller");
  const link = arrow(
    "link",
    [
      [left - 355, bottom - 30],
      [left - 10, bottom - 30],
    ],
    { startBinding: bindTo("box"), endBinding: target ? bindTo(target.id) : null },
  );
  return toLabelledGraph(readDiagram(sceneOf([...elements, ...box, link, ...more])));
}

describe("icons of public libraries", () => {
  test("there are some", () => {
    expect(icons.length).toBeGreaterThan(40);
  });

  test.each(icons)("$name is one component, and the arrow reaches it", ({ elements }) => {
    const graph = readBeside(elements);
    expect(graph.nodes).toHaveLength(2);
    expect(graph.containers).toEqual([]);
    expect(graph.edges).toHaveLength(1);
    const [edge] = graph.edges;
    expect(edge?.from).toBe("Caller");
    expect(edge?.to).not.toBe("Caller");
    expect(edge?.binding).not.toBe("dangling");
  });

  const silent = icons.filter(({ elements }) => elements.every((e) => e["type"] !== "text"));
  test.each(silent)("$name takes the caption below it", ({ elements }) => {
    const { middle, bottom } = boundsOf(parseScene({ elements }).scene.elements);
    const graph = readBeside(elements, [text("caption", middle - 25, bottom + 8, "Store")]);
    expect(graph.nodes.map((n) => n.label).sort()).toEqual(["Caller", "Store"]);
    expect(graph.edges.map((e) => e.to)).toEqual(["Store"]);
  });
});
