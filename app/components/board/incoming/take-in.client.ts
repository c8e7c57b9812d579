import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { OutlineError } from "#domain/drawing/outline/outline";
import { addScene, keepWhatFits } from "#domain/drawing/edit/add-scene";
import { boundsOfAll } from "#domain/drawing/edit/bounds";
import { revert } from "#domain/drawing/edit/edits";
import { extendDrawing } from "#domain/drawing/edit/extend-drawing";
import { fromMermaid } from "#domain/drawing/edit/from-mermaid";
import { parseScene } from "#domain/diagram/parse-scene";
import {
  MAX_ELEMENTS,
  MAX_FILES,
  MAX_SCENE_BYTES,
  sceneElementSchema,
} from "#domain/diagram/scene.schema";
import type { SceneNotice } from "#domain/diagram/parse-scene";
import type { Scene, SceneElement } from "#domain/diagram/scene.schema";
import { edit, isInView, show } from "../board-actions.client";
import { flowOf } from "../board-frame";
import { toCanvasFiles } from "../scene-types";
import { saveLibrary } from "../shapes/own-libraries";
import { randomChance } from "../text/random-chance";
import { describeDropped } from "./classify";
import type { Incoming } from "./classify";
import { readDocument } from "./read-document";
import { shrinkPicture } from "./shrink-picture";

type Point = { x: number; y: number };
type Say = (message: string, undo?: () => void) => void;

export type Canvas = {
  api: ExcalidrawImperativeAPI;
  /** Where the middle of what comes shall lie, on the drawing. */
  middle: Point;
  say: Say;
  /** A library was opened and kept. */
  onLibrary: () => void;
};

/** A picture is laid down this large at most, in px of the drawing. */
const MAX_SHOWN_PX = 480;

/** Takes what was pasted or dropped into the drawing, and says what came of it. */
export async function takeIn(incoming: Incoming<File>, canvas: Canvas): Promise<void> {
  switch (incoming.kind) {
    case "refused":
      return canvas.say(incoming.why);
    case "mermaid":
      return takeMermaid(incoming.text, canvas);
    case "copied":
      return takeDocument(incoming.text, "The copied text", canvas);
    case "document": {
      const { source } = incoming;
      const isText = typeof source === "string";
      const name = isText ? "This text" : source.name;
      return takeDocument(isText ? source : await source.text(), name, canvas);
    }
    case "pictures":
      for (const [at, file] of incoming.files.entries()) {
        const aside = at * 40;
        const middle = { x: canvas.middle.x + aside, y: canvas.middle.y + aside };
        await takePicture(file, { ...canvas, middle });
      }
  }
}

function takeMermaid(text: string, { api, say }: Canvas): void {
  try {
    // A fence around it is a line of its own, which keeps the numbers of the others.
    const chart = text.replace(/^\s*```(?:mermaid)?/i, "").replace(/```\s*$/, "");
    const before = drawn(api);
    const { changed, boxes, arrows, errors, notices } = extendDrawing(
      before,
      fromMermaid(chart),
      randomChance,
      flowOf(api),
    );
    if (errors[0])
      return say(`The pasted flowchart can't be drawn: ${errors[0].reason}. Nothing was drawn.`);
    if (boxes + arrows === 0) return say("This flowchart is already drawn.");
    edit(api, changed);
    say(
      [
        `Drawn from the flowchart: ${count(boxes, "component")} and ${count(arrows, "connection")}.`,
        ...notices,
      ].join(" "),
      () => edit(api, revert(before, changed, randomChance), "stay"),
    );
  } catch (error) {
    if (!(error instanceof OutlineError)) throw error;
    say(`The pasted flowchart can't be drawn. ${error.message}. Nothing was drawn.`);
  }
}

async function takeDocument(text: string, name: string, canvas: Canvas): Promise<void> {
  const document = readDocument(text, name);
  if (document.kind === "broken") return canvas.say(`${document.why} Nothing was changed.`);
  if (document.kind === "library") {
    await saveLibrary({ name: name.replace(/\.excalidrawlib$/i, ""), items: document.items });
    canvas.onLibrary();
    const left = document.dropped.length > 0 ? ` ${describeDropped(document.dropped)}` : "";
    return canvas.say(`${count(document.items.length, "shape")} from ${name} under Shapes.${left}`);
  }
  takeScene(document.scene, document.dropped, name, canvas);
}

/** Puts a drawing, or a shape of a foreign library, beside what is there. */
export function takeScene(
  scene: Scene,
  dropped: readonly SceneNotice[],
  name: string,
  { api, middle, say }: Omit<Canvas, "onLibrary">,
): void {
  const present = api.getSceneElements().length;
  const { kept, leftOut } = keepWhatFits(present, scene.elements);
  const pictures = takeFiles(api, scene, kept);
  const elements = kept.filter((e) => e.type !== "image" || pictures.has(e.fileId ?? ""));
  const lost = kept.length - elements.length;
  const words = [
    ...(leftOut > 0
      ? [
          `${leftOut} of ${scene.elements.length} elements didn't fit: a drawing can have ${MAX_ELEMENTS}, and this one had ${present}.`,
        ]
      : []),
    ...(lost > 0
      ? [`${count(lost, "picture")} left out: a drawing's pictures can take up 2 MB in total.`]
      : []),
    ...(dropped.length > 0 ? [describeDropped(dropped)] : []),
  ];
  if (elements.length === 0) return say([`Nothing from ${name} was added.`, ...words].join(" "));
  const added = addScene(elements, besideDrawing(api, elements, middle), randomChance);
  const ids = added.map(({ id }) => id);
  edit(api, added, { select: ids });
  if (!isInView(api, ids)) show(api, ids);
  say([`Added ${count(added.length, "element")}.`, ...words].join(" "), () => takeAway(api, added));
}

/** A whole drawing lies below the present one; what is small lies where it was meant for. */
function besideDrawing(
  api: ExcalidrawImperativeAPI,
  elements: readonly SceneElement[],
  middle: Point,
): Point {
  const there = boundsOfAll(drawn(api));
  const size = boundsOfAll(elements);
  if (there === null || size === null) return middle;
  const [left, right] = [middle.x - size.width / 2, middle.x + size.width / 2];
  const [top, bottom] = [middle.y - size.height / 2, middle.y + size.height / 2];
  const isClear =
    left > there.x + there.width ||
    right < there.x ||
    top > there.y + there.height ||
    bottom < there.y;
  if (isClear || elements.length < 12) return middle;
  return { x: there.x + size.width / 2, y: there.y + there.height + 80 + size.height / 2 };
}

/** Adds the pictures that the elements show, as far as there is room. @returns ids of those here */
function takeFiles(
  api: ExcalidrawImperativeAPI,
  scene: Scene,
  elements: readonly SceneElement[],
): Set<string> {
  const known = api.getFiles();
  const here = new Set(Object.keys(known));
  let spare = spareCharsFor(api);
  for (const element of elements) {
    const file = element.type === "image" ? scene.files[element.fileId ?? ""] : undefined;
    if (!file || here.has(file.id) || here.size >= MAX_FILES) continue;
    if (file.dataURL.length > spare) continue;
    spare -= file.dataURL.length;
    here.add(file.id);
    api.addFiles(Object.values(toCanvasFiles([file])));
  }
  return here;
}

async function takePicture(file: File, { api, middle, say }: Canvas): Promise<void> {
  if (api.getSceneElements().length >= MAX_ELEMENTS)
    return say(
      `A drawing can have ${MAX_ELEMENTS} elements, and this one is full. Nothing was changed.`,
    );
  if (Object.keys(api.getFiles()).length >= MAX_FILES)
    return say(
      `A drawing can have ${MAX_FILES} pictures, and this one is full. Nothing was changed.`,
    );
  const picture = await shrinkPicture(file, spareCharsFor(api));
  if (typeof picture === "string") return say(picture);
  const fileId = randomChance.id();
  const { mimeType, dataURL } = picture;
  api.addFiles(
    Object.values(toCanvasFiles([{ id: fileId, mimeType, dataURL, created: Date.now() }])),
  );
  const scale = Math.min(1, MAX_SHOWN_PX / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width * scale, picture.height * scale];
  const id = randomChance.id();
  const image = sceneElementSchema.parse({
    id,
    type: "image",
    fileId,
    status: "saved",
    width,
    height,
    x: middle.x - width / 2,
    y: middle.y - height / 2,
    strokeColor: "transparent",
    versionNonce: randomChance.nonce(),
  });
  edit(api, [image], { select: [id] });
  say(
    file.size > dataURL.length
      ? "Picture added at a smaller size. The grader can't see pictures: label what matters."
      : "Picture added. The grader can't see pictures: label what matters.",
    () => takeAway(api, [image]),
  );
}

/** Characters of data URLs that the drawing still takes; pictures that were removed count as well. */
function spareCharsFor(api: ExcalidrawImperativeAPI): number {
  const used = Object.values(api.getFiles()).reduce((sum, { dataURL }) => sum + dataURL.length, 0);
  return MAX_SCENE_BYTES - 100_000 - used;
}

function drawn(api: ExcalidrawImperativeAPI): SceneElement[] {
  return parseScene({ elements: [...api.getSceneElements()] }).scene.elements;
}

function takeAway(api: ExcalidrawImperativeAPI, added: readonly SceneElement[]): void {
  edit(api, revert([], added, randomChance), "stay");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
