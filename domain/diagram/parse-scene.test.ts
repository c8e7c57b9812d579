import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseScene } from "./parse-scene";
import { MAX_ELEMENTS, MAX_SCENE_BYTES, MAX_TEXT_CHARS } from "./scene.schema";
import {
  arrow,
  box,
  listSceneFiles,
  loadScene,
  sceneOf,
  text,
} from "../../test/support/diagram/testing";

const PNG = `data:image/png;base64,${btoa("\x89PNG\r\n\x1a\n0000IHDR")}`;
const JPEG = `data:image/jpeg;base64,${btoa("\xff\xd8\xff\xe0 0000000000")}`;
const WEBP = `data:image/webp;base64,${btoa("RIFF0000WEBPVP8 ")}`;

function dropReasons(elements: unknown[], files?: unknown): string[] {
  return parseScene({ elements, files }).dropped.map((d) => `${d.type} ${d.id}: ${d.reason}`);
}

function fileKept(dataURL: string, mimeType: string): boolean {
  const { scene } = parseScene({ elements: [], files: { f: { id: "f", mimeType, dataURL } } });
  return "f" in scene.files;
}

describe("the security filter", () => {
  test.each(["iframe", "embeddable", "magicframe", "selection", "script", "__proto__"])(
    "leaves out and names %s",
    (type) => {
      const hostile = {
        ...box("x", 0, 0, 10, 10),
        type,
        customData: { generationData: { html: "<b>" } },
      };
      const { scene, dropped } = parseScene({ elements: [hostile, box("ok", 0, 0, 10, 10)] });
      expect(scene.elements.map((e) => e.id)).toEqual(["ok"]);
      expect(dropped).toEqual([{ id: "x", type, reason: "type not allowed" }]);
    },
  );

  test("takes anything without throwing", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(parseScene(input).scene.elements).toEqual([]);
        const parsed = parseScene({ elements: [input, box("ok", 0, 0, 1, 1)], files: input });
        expect(parsed.scene.elements).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  test("says that there is no scene", () => {
    expect(parseScene({}).dropped).toEqual([
      { id: null, type: "scene", reason: "no list of elements" },
    ]);
  });

  test("drops one malformed element and keeps the rest", () => {
    expect(
      dropReasons([
        box("nan", Number.NaN, 0, 1, 1),
        box("infinite", 0, Number.POSITIVE_INFINITY, 1, 1),
        box("far", 1e12, 0, 1, 1),
        { ...box("wide", 0, 0, 1, 1), width: "100" },
        { ...arrow("points", [[0, 0]]), points: [[0, null]] },
        { ...box("paint", 0, 0, 1, 1), backgroundColor: "url(https://evil.test/x)" },
        null,
      ]),
    ).toEqual([
      "rectangle nan: malformed: x (invalid_type)",
      "rectangle infinite: malformed: y (invalid_type)",
      "rectangle far: malformed: x (too_big)",
      "rectangle wide: malformed: width (invalid_type)",
      "arrow points: malformed: points.0.1 (invalid_type)",
      "rectangle paint: malformed: backgroundColor (invalid_format)",
      "unknown null: type not allowed",
    ]);
  });

  test("strips unknown props and customData that is not ours", () => {
    const [first, second] = sceneOf([
      {
        ...box("a", 0, 0, 1, 1),
        onload: "x",
        customData: { generationData: { html: "<script>" } },
      },
      { ...box("b", 0, 0, 1, 1), customData: { paletteItem: "cache", html: "<script>" } },
    ]).elements;
    expect(JSON.stringify([first, second])).not.toMatch(/script|onload/);
    expect(first?.customData).toBeUndefined();
    expect(second?.customData).toEqual({ paletteItem: "cache" });
  });

  test.each([
    ["https://example.test/a", true],
    ["http://example.test", true],
    ["javascript:alert(1)", false],
    [" https://example.test", false],
    ["data:text/html,x", false],
    ["//example.test", false],
  ])("link %s kept: %s", (link, isKept) => {
    const { scene, notices } = parseScene({ elements: [{ ...box("a", 0, 0, 1, 1), link }] });
    expect(scene.elements[0]?.link).toBe(isKept ? link : null);
    expect(notices).toHaveLength(isKept ? 0 : 1);
  });

  test("cuts a text that is too long, and says so", () => {
    const { scene, notices } = parseScene({
      elements: [{ ...text("t", 0, 0, "a"), text: "x".repeat(20_000) }],
    });
    const [element] = scene.elements;
    expect(element?.type === "text" && element.originalText).toHaveLength(MAX_TEXT_CHARS);
    expect(notices[0]?.reason).toContain("cut to 10000");
  });

  test("keeps the limits, drawn elements before tombstones", () => {
    const many = Array.from({ length: MAX_ELEMENTS + 5 }, (_, i) => box(`b${i}`, i, 0, 1, 1));
    const { scene, dropped } = parseScene({
      elements: [box("gone", 0, 0, 1, 1, { isDeleted: true }), ...many],
    });
    expect(scene.elements).toHaveLength(MAX_ELEMENTS + 1);
    expect(dropped.map((d) => d.id)).toEqual([2000, 2001, 2002, 2003, 2004].map((i) => `b${i}`));
    const heavy = Array.from({ length: 300 }, (_, i) => text(`t${i}`, 0, 0, "é".repeat(5000)));
    const bytes = new TextEncoder().encode(
      JSON.stringify(parseScene({ elements: heavy }).scene.elements),
    );
    expect(bytes.length).toBeLessThanOrEqual(MAX_SCENE_BYTES + 300);
    expect(bytes.length).toBeGreaterThan(MAX_SCENE_BYTES - 30_000);
  });

  test("keeps the newer of two elements with one id", () => {
    const { scene, dropped } = parseScene({
      elements: [box("a", 1, 0, 1, 1, { version: 3 }), box("a", 2, 0, 1, 1, { version: 2 })],
    });
    expect(scene.elements.map((e) => e.x)).toEqual([1]);
    expect(dropped).toHaveLength(1);
  });

  test("takes pictures by their first bytes", () => {
    expect(fileKept(PNG, "image/png")).toBe(true);
    expect(fileKept(JPEG, "image/jpeg")).toBe(true);
    expect(fileKept(WEBP, "image/webp")).toBe(true);
    expect(fileKept(JPEG.replace("jpeg", "png"), "image/png")).toBe(false);
    expect(fileKept(PNG, "image/jpeg")).toBe(false);
    expect(
      fileKept(`data:image/svg+xml;base64,${btoa("<svg onload=alert(1)/>")}`, "image/svg+xml"),
    ).toBe(false);
    expect(fileKept(`data:image/png;base64,${btoa("<svg onload=alert(1)/>")}`, "image/png")).toBe(
      false,
    );
    expect(fileKept("https://example.test/a.png", "image/png")).toBe(false);
    expect(fileKept("data:image/png;base64,iVBO", "image/png")).toBe(false);
    expect(fileKept(`${PNG}${"A".repeat(1_500_000)}`, "image/png")).toBe(false);
  });

  test("a picture's id is fit to be stored", () => {
    const { scene, dropped } = parseScene({
      elements: [],
      files: { "\uD83D": { mimeType: "image/png", dataURL: PNG }, "\uDE00": {} },
    });
    expect(Object.keys(scene.files)).toEqual(["\uFFFD"]);
    expect(dropped.map(({ id }) => id)).toEqual(["\uFFFD"]);
  });

  test("a file can't reach the prototype", () => {
    const files: unknown = JSON.parse(
      `{"__proto__": {"id":"f","mimeType":"image/png","dataURL":"${PNG}"}}`,
    );
    expect(Object.keys(parseScene({ elements: [], files }).scene.files)).toEqual([]);
  });
});

describe("honest scenes", () => {
  test.each(listSceneFiles())("%s passes whole and unchanged", (file) => {
    const { scene } = parseScene({ elements: loadScene(file).elements });
    expect(parseScene(scene)).toEqual({ scene, dropped: [], notices: [] });
  });

  test("what the editor needs survives", () => {
    const elements = [
      arrow(
        "a",
        [
          [0, 0],
          [9, 9],
        ],
        {
          startBinding: { elementId: "b", focus: 0.3, gap: 4 },
          endBinding: { elementId: "c", fixedPoint: [0.5, 1], mode: "orbit", focus: 0, gap: 5 },
          elbowed: true,
          fixedSegments: [{ start: [0, 0], end: [1, 1], index: 1 }],
          startIsSpecial: false,
          endIsSpecial: null,
          index: "a1",
          seed: 7,
          version: 12,
          versionNonce: 99,
          roundness: { type: 2 },
        },
      ),
      {
        ...box("i", 0, 0, 5, 5),
        type: "image",
        fileId: "f",
        status: "saved",
        scale: [-1, 1],
        crop: { x: 0, y: 0, width: 1, height: 1, naturalWidth: 2, naturalHeight: 2 },
      },
      {
        ...arrow("s", [
          [0, 0],
          [1, 1],
        ]),
        type: "freedraw",
        pressures: [0.5, 0.6],
        simulatePressure: false,
      },
      { ...box("f", 0, 0, 5, 5), type: "frame", name: "VPC" },
      text("t", 0, 0, "x", { lineHeight: 1.2, fontFamily: 5, autoResize: false, containerId: "b" }),
    ];
    const parsed = sceneOf(elements).elements;
    elements.forEach((element, i) => expect(parsed[i]).toMatchObject(element));
  });
});
