import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagramToText } from "../../diagram/diagram-to-text";
import { readDiagram } from "../../diagram/read-diagram";
import { parseScene } from "../../diagram/parse-scene";
import { MAX_ELEMENTS } from "../../diagram/scene.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import {
  arrow,
  box,
  listSceneFiles,
  loadScene,
  named,
  SCENES_DIR,
  sceneOf,
} from "../../../test/support/diagram/testing";
import { addScene, keepWhatFits } from "./add-scene";
import { countedChance } from "./testing-chance";

const textOf = (elements: SceneElement[]) => diagramToText(readDiagram({ elements, files: {} }));
const ORIGIN = { x: 0, y: 0 };

describe("what fits beside a drawing", () => {
  const foreign = sceneOf(
    Array.from({ length: 700 }, (_, at) => named(`b${at}`, at * 200, 0, `Box ${at}`)).flat(),
  ).elements;

  it("is all of it while there is room", () => {
    expect(keepWhatFits(MAX_ELEMENTS - 1400, foreign)).toEqual({ kept: foreign, leftOut: 0 });
    expect(keepWhatFits(MAX_ELEMENTS, [])).toEqual({ kept: [], leftOut: 0 });
  });

  it("is the first boxes, each with its text, up to the limit", () => {
    const { kept, leftOut } = keepWhatFits(MAX_ELEMENTS - 1001, foreign);
    expect({ kept: kept.length, leftOut }).toEqual({ kept: 1000, leftOut: 400 });
    const labels = readDiagram({ elements: kept, files: {} }).nodes.map(({ label }) => label);
    expect(labels).toHaveLength(500);
    expect(labels).not.toContain("");
  });

  it("is nothing on a full canvas", () => {
    expect(keepWhatFits(MAX_ELEMENTS, foreign)).toEqual({ kept: [], leftOut: 1400 });
    expect(keepWhatFits(MAX_ELEMENTS + 5, foreign).kept).toEqual([]);
  });
});

describe("a foreign drawing taken over", () => {
  it.each(listSceneFiles())("says the same as before: %s", (file) => {
    const { elements } = loadScene(file);
    const taken = addScene(elements, { x: 5_000, y: -300 }, countedChance());
    expect(textOf(taken)).toEqual(textOf(elements));
    const old = new Set(elements.map(({ id }) => id));
    expect(taken.filter(({ id }) => old.has(id))).toEqual([]);
  });

  it("lies with its middle where it is wanted", () => {
    const { elements } = sceneOf([box("a", 100, 100, 40, 20), box("b", 300, 100, 40, 20)]);
    const taken = addScene(elements, ORIGIN, countedChance());
    expect(taken.map(({ x, y }) => [x, y])).toEqual([
      [-120, -10],
      [80, -10],
    ]);
  });

  it("lets go of what did not come along, and leaves deleted things behind", () => {
    const { elements } = sceneOf([
      ...named("a", 0, 0, "A", { isDeleted: true }),
      ...named("b", 300, 0, "B", { frameId: "frame", boundElements: [{ id: "x", type: "arrow" }] }),
      arrow(
        "x",
        [
          [140, 35],
          [300, 35],
        ],
        {
          startBinding: { elementId: "a", focus: 0, gap: 1 },
          endBinding: { elementId: "b", focus: 0, gap: 1 },
        },
      ),
    ]);
    const taken = addScene(elements, ORIGIN, countedChance());
    const line = taken.find(({ type }) => type === "arrow");
    expect(line).toMatchObject({ startBinding: null, endBinding: { focus: 0 } });
    expect(taken.every(({ frameId }) => frameId === null)).toBe(true);
    const second = taken.find(({ type }) => type === "rectangle");
    expect(second?.boundElements).toEqual([{ id: line?.id, type: "arrow" }]);
  });

  it.each(readdirSync(new URL("libraries/", SCENES_DIR)))("takes every item of %s", (file) => {
    const raw: unknown = JSON.parse(readFileSync(new URL(`libraries/${file}`, SCENES_DIR), "utf8"));
    const lists = Object(raw) as {
      library?: unknown[][];
      libraryItems?: { elements: unknown[] }[];
    };
    const items = lists.library ?? lists.libraryItems?.map(({ elements }) => elements) ?? [];
    expect(items.length).toBeGreaterThan(5);
    for (const elements of items) {
      const { scene, dropped } = parseScene({ elements });
      expect(dropped).toEqual([]);
      expect(addScene(scene.elements, ORIGIN, countedChance())).toHaveLength(
        scene.elements.filter(({ isDeleted }) => !isDeleted).length,
      );
    }
  });
});
