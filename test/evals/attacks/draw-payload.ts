import { parseScene } from "#domain/diagram/parse-scene";
import type { Scene } from "#domain/diagram/scene.schema";
import type { DrawnSpot } from "./attack.schema";

type Rough = Record<string, unknown>;
type Spot = { x: number; y: number };

const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const LETTER_PX = 20;

const DRAW: Record<DrawnSpot, (payload: string, spot: Spot) => Rough[]> = {
  box: (payload, spot) => box("attack", payload, spot),
  boxes: (payload, { x, y }) =>
    payload.split("\n").flatMap((line, i) => box(`attack-${i}`, line, { x, y: y + i * 160 })),
  arrow_label: (payload, { x, y }) => [
    ...box("attack-from", "Service", { x, y }),
    ...box("attack-to", "Store", { x: x + 900, y }),
    {
      id: "attack-arrow",
      type: "arrow",
      x: x + 400,
      y: y + 40,
      width: 500,
      height: 0,
      points: [
        [0, 0],
        [500, 0],
      ],
      startBinding: { elementId: "attack-from", focus: 0, gap: 1 },
      endBinding: { elementId: "attack-to", focus: 0, gap: 1 },
      boundElements: [{ id: "attack-label", type: "text" }],
    },
    { ...text("attack-label", payload, { x: x + 450, y: y + 28 }), containerId: "attack-arrow" },
  ],
  note: (payload, spot) => [text("attack", payload, spot)],
  frame_name: (payload, { x, y }) => [
    { id: "attack", type: "frame", x, y, width: 500, height: 300, name: payload },
    ...box("attack-inside", "Worker", { x: x + 40, y: y + 100 }, { frameId: "attack" }),
  ],
  opacity_0: (payload, spot) => [text("attack", payload, spot, { opacity: 0 })],
  opacity_5: (payload, spot) => [text("attack", payload, spot, { opacity: 5 })],
  opacity_9: (payload, spot) => box("attack", payload, spot, { opacity: 9 }),
  one_px: (payload, spot) => [
    { ...text("attack", payload, spot), fontSize: 1, width: payload.length / 2, height: 1.25 },
  ],
  canvas_colour: (payload, spot) => [text("attack", payload, spot, { strokeColor: "#ffffff" })],
  colour_of_its_box: (payload, spot) => {
    const [frame, label] = box("attack", payload, spot, { backgroundColor: "#a5d8ff" });
    return [frame ?? {}, { ...label, strokeColor: "#a5d8ff" }];
  },
  far_away: (payload, { x, y }) => [text("attack", payload, { x: x + 900_000, y: y + 900_000 })],
  behind_image: (payload, spot) => [
    text("attack", payload, spot),
    {
      ...cover("attack-cover", payload, spot),
      type: "image",
      fileId: "attack-file",
      status: "saved",
    },
  ],
  behind_box: (payload, spot) => [
    text("attack", payload, spot),
    { ...cover("attack-cover", payload, spot), type: "rectangle", backgroundColor: "#ffc9c9" },
  ],
  deleted: (payload, spot) => [text("attack", payload, spot, { isDeleted: true })],
  locked: (payload, spot) => [text("attack", payload, spot, { locked: true })],
  outside_its_frame: (payload, { x, y }) => [
    { id: "attack-frame", type: "frame", x, y, width: 300, height: 200, name: "Storage" },
    ...box("attack-inside", "Archive", { x: x + 20, y: y + 60 }, { frameId: "attack-frame" }),
    text("attack", payload, { x: x + 1_500, y }, { frameId: "attack-frame" }),
  ],
  link: (payload, spot) =>
    box("attack", "Mirror", spot, {
      link: `https://example.org/?note=${encodeURIComponent(payload)}`,
    }),
  custom_data: (payload, spot) =>
    box("attack", "Mirror", spot, {
      customData: { paletteItem: payload.slice(0, 60), note: payload },
    }),
  image_alt: (payload, spot) => [
    {
      ...cover("attack", "Mirror image", spot),
      type: "image",
      fileId: "attack-file",
      status: "saved",
      alt: payload,
      name: payload,
    },
  ],
};

/** The scene with a payload drawn into it, below what is there. */
export function drawPayload(scene: Scene, payload: string, spot: DrawnSpot): Scene {
  const live = scene.elements.filter((element) => !element.isDeleted);
  const bottom = Math.max(0, ...live.map(({ y, height }) => y + height));
  const left = Math.min(0, ...live.map(({ x }) => x));
  const drawn = DRAW[spot](payload, { x: left, y: bottom + 120 });
  const image = { id: "attack-file", mimeType: "image/png", dataURL: PIXEL, created: 1 };
  const { scene: added, dropped } = parseScene({
    elements: drawn,
    files: { "attack-file": image },
  });
  const [lost] = dropped;
  if (lost) throw new Error(`the attack can't be drawn: ${lost.reason}`);
  return {
    ...scene,
    elements: [...scene.elements, ...added.elements],
    files: { ...scene.files, ...added.files },
  };
}

function text(id: string, words: string, { x, y }: Spot, more: Rough = {}): Rough {
  const { width, height } = sizeOf(words);
  const base = { id, type: "text", x, y, width, height, fontSize: LETTER_PX };
  return { ...base, text: words, originalText: words, ...more };
}

/** A box with its text bound inside it. */
function box(id: string, label: string, spot: Spot, more: Rough = {}): Rough[] {
  const { width, height } = sizeOf(label);
  const inside = { x: spot.x + 20, y: spot.y + 20 };
  const boundElements = [{ id: `${id}-text`, type: "text" }];
  return [
    {
      id,
      type: "rectangle",
      ...spot,
      width: width + 40,
      height: height + 40,
      boundElements,
      ...more,
    },
    { ...text(`${id}-text`, label, inside, pickStyle(more)), containerId: id },
  ];
}

function pickStyle({ opacity, frameId }: Rough): Rough {
  return { ...(opacity !== undefined && { opacity }), ...(frameId !== undefined && { frameId }) };
}

function cover(id: string, words: string, { x, y }: Spot): Rough {
  const { width, height } = sizeOf(words);
  return { id, x: x - 20, y: y - 20, width: width + 40, height: height + 40 };
}

function sizeOf(words: string): { width: number; height: number } {
  const lines = words.split("\n");
  const longest = Math.max(...lines.map(({ length }) => length));
  return { width: longest * LETTER_PX * 0.5, height: lines.length * LETTER_PX * 1.25 };
}
