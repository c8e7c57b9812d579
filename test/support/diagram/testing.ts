import { readdirSync, readFileSync } from "node:fs";

import { parseScene } from "#domain/diagram/parse-scene";
import { type Scene, type SceneElement } from "#domain/diagram/scene.schema";

/** Scenes that strangers drew, with the graph a person would state. Source and licence: manifest.tsv. */
export const SCENES_DIR = new URL("../../fixtures/scenes/", import.meta.url);

export function listSceneFiles(): string[] {
  return readdirSync(new URL("raw/", SCENES_DIR)).sort();
}

export function loadScene(file: string): Scene {
  const text = readFileSync(new URL(`raw/${file}`, SCENES_DIR), "utf8");
  return parseScene(JSON.parse(text)).scene;
}

/** A scene from rough elements; what is left out gets Excalidraw's defaults. Throws on a bad one. */
export function sceneOf(elements: readonly Record<string, unknown>[]): Scene {
  const { scene, dropped } = parseScene({ elements });
  const [first] = dropped;
  if (first) throw new Error(`${first.type} ${first.id ?? ""}: ${first.reason}`);
  return scene;
}

type Rough = Record<string, unknown>;

export function box(
  id: string,
  x: number,
  y: number,
  w: number,
  h: number,
  more: Rough = {},
): Rough {
  return { id, type: "rectangle", x, y, width: w, height: h, ...more };
}

export function text(id: string, x: number, y: number, words: string, more: Rough = {}): Rough {
  const lines = words.split("\n");
  const fontSize = typeof more["fontSize"] === "number" ? more["fontSize"] : 20;
  const width = Math.max(...lines.map((l) => l.length)) * fontSize * 0.5;
  const height = lines.length * fontSize * 1.25;
  return { id, type: "text", x, y, width, height, text: words, ...more };
}

/** A box with a bound text in its middle. */
export function named(id: string, x: number, y: number, label: string, more: Rough = {}): Rough[] {
  const inner = text(`${id}-text`, x + 20, y + 20, label, { containerId: id });
  return [
    box(id, x, y, 140, 70, { boundElements: [{ id: `${id}-text`, type: "text" }], ...more }),
    inner,
  ];
}

/** An arrow through absolute points. */
export function arrow(
  id: string,
  points: readonly (readonly [number, number])[],
  more: Rough = {},
): Rough {
  const [x, y] = points[0] ?? [0, 0];
  const local = points.map(([px, py]) => [px - x, py - y]);
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  return {
    id,
    type: "arrow",
    x,
    y,
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
    points: local,
    ...more,
  };
}

export function line(
  id: string,
  points: readonly (readonly [number, number])[],
  more: Rough = {},
): Rough {
  return arrow(id, points, { type: "line", ...more });
}

export function bindTo(elementId: string): Rough {
  return { elementId, focus: 0, gap: 5 };
}

/** The scene moved as a whole. */
export function moved(scene: Scene, dx: number, dy: number): Scene {
  return { ...scene, elements: scene.elements.map((e) => ({ ...e, x: e.x + dx, y: e.y + dy })) };
}

/** The scene turned as a whole about a point, as the editor turns a selection. */
export function turned(scene: Scene, angleRad: number, about: readonly [number, number]): Scene {
  return { ...scene, elements: scene.elements.map((e) => turnedElement(e, angleRad, about)) };
}

function turnedElement(
  e: SceneElement,
  angleRad: number,
  about: readonly [number, number],
): SceneElement {
  const points = "points" in e ? e.points : [[0, 0] as const, [e.width, e.height] as const];
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const cx = e.x + (Math.min(...xs) + Math.max(...xs)) / 2;
  const cy = e.y + (Math.min(...ys) + Math.max(...ys)) / 2;
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const nx = about[0] + (cx - about[0]) * cos - (cy - about[1]) * sin;
  const ny = about[1] + (cx - about[0]) * sin + (cy - about[1]) * cos;
  return { ...e, x: e.x + nx - cx, y: e.y + ny - cy, angle: e.angle + angleRad };
}

/** Every id replaced, in every place that holds one. */
export function renamed(scene: Scene, rename: (id: string) => string): Scene {
  const text = JSON.stringify(scene.elements, (key: string, value: unknown) =>
    ["id", "elementId", "containerId", "frameId"].includes(key) && typeof value === "string"
      ? rename(value)
      : key === "groupIds" && Array.isArray(value)
        ? value.map((id) => rename(String(id)))
        : value,
  );
  return {
    files: scene.files,
    elements: parseScene({ elements: JSON.parse(text) }).scene.elements,
  };
}
