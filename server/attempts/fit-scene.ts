import type { SceneNotice } from "#domain/diagram/parse-scene";
import { MAX_ELEMENTS, MAX_FILES, MAX_SCENE_BYTES } from "#domain/diagram/scene.schema";
import type { Scene, SceneElement, SceneFile } from "#domain/diagram/scene.schema";
import { toTombstone } from "./tombstone";

/** Deleted elements stay as tombstones, so an attempt may hold more rows than visible elements. */
const MAX_ROWS = MAX_ELEMENTS * 2;
/** The board counts pictures as well, each tab for itself; this is for two of them. */
const MAX_STORED_FILES = MAX_FILES * 2;

/** A row's own columns, its header and its place in an index, about. */
const ROW_BYTES = 100;

/** What an attempt's drawing holds already, as far as a save has to know it. Sizes in bytes of JSON. */
export type SceneCapacity = {
  /** Rows with tombstones, and bytes of the elements that are not deleted. */
  drawing: { rows: number; bytes: number };
  /** Which of the save's elements are stored, and what they count: 0 for a tombstone. */
  known: readonly { id: string; version: number; versionNonce: number; bytes: number }[];
  pictures: { ids: readonly string[]; bytes: number };
  /** By how much their candidate's stored work may still grow; 0 or less for none. */
  room: number;
};

type Sized = { element: SceneElement; json: string; growth: number; isNew: boolean };

/** The elements to store, each as JSON; the pictures; and what did not fit, with the reason. */
export type FittedScene = {
  elements: readonly string[];
  files: readonly SceneFile[];
  refused: SceneNotice[];
  /** By which the drawing and its pictures grow; below 0 when they get smaller. */
  grownBytes: number;
};

const NO_ROOM =
  "the room that this server gives one person is full: your texts are still saved, and deleting drawn things makes room";

/**
 * The part of a save that fits: the drawing's limits are counted over all saves of the attempt. What is
 * deleted or made smaller always does, and comes first, so that the room it leaves can be used at once.
 */
export function fitScene(scene: Scene, capacity: SceneCapacity): FittedScene {
  const refused: SceneNotice[] = [];
  const elements = fitElements(scene.elements, capacity, refused);
  const room = capacity.room - elements.grownBytes;
  const files = fitFiles(Object.values(scene.files), { ...capacity.pictures, room }, refused);
  return {
    elements: elements.kept,
    files: files.kept,
    refused,
    grownBytes: elements.grownBytes + files.grownBytes,
  };
}

function fitElements(
  elements: readonly SceneElement[],
  capacity: SceneCapacity,
  refused: SceneNotice[],
): { kept: string[]; grownBytes: number } {
  let { rows, bytes } = capacity.drawing;
  let grownBytes = 0;
  const kept: string[] = [];
  for (const { element, json, growth, isNew } of measure(elements, capacity.known)) {
    const fits = growth <= 0 || bytes + growth <= MAX_SCENE_BYTES;
    const hasRoom = growth <= 0 || grownBytes + growth <= capacity.room;
    if (fits && hasRoom && !(isNew && rows >= MAX_ROWS)) {
      bytes += growth;
      rows += isNew ? 1 : 0;
      grownBytes += growth + (isNew ? ROW_BYTES : 0);
      kept.push(json);
      continue;
    }
    const full = fits
      ? `more than ${MAX_ROWS} elements, deleted ones among them`
      : `the drawing is full (${MAX_SCENE_BYTES / 1e6} MB): delete something to make room`;
    refused.push({ id: element.id, type: element.type, reason: hasRoom ? full : NO_ROOM });
  }
  return { kept, grownBytes };
}

/** What changes something, smallest growth first; tombstones of what was never stored come last. */
function measure(elements: readonly SceneElement[], known: SceneCapacity["known"]): Sized[] {
  const stored = new Map(known.map((row) => [row.id, row]));
  const rank = ({ element, isNew, growth }: Sized) =>
    isNew && element.isDeleted ? Infinity : growth;
  return elements
    .flatMap((element): Sized[] => {
      const before = stored.get(element.id);
      if (before && !isNewer(element, before)) return [];
      const json = element.isDeleted ? toTombstone(element) : JSON.stringify(element);
      const bytes = element.isDeleted ? 0 : Buffer.byteLength(json);
      return [{ element, json, growth: bytes - (before?.bytes ?? 0), isNew: !before }];
    })
    .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

/** Excalidraw's rule of reconciliation, as the statement that stores them has it too. */
function isNewer(
  element: SceneElement,
  stored: { version: number; versionNonce: number },
): boolean {
  if (element.version !== stored.version) return element.version > stored.version;
  return element.versionNonce < stored.versionNonce;
}

function fitFiles(
  files: readonly SceneFile[],
  stored: SceneCapacity["pictures"] & { room: number },
  refused: SceneNotice[],
): { kept: SceneFile[]; grownBytes: number } {
  const known = new Set(stored.ids);
  let count = known.size;
  let { bytes } = stored;
  const kept = files.filter((file) => {
    if (known.has(file.id)) return false;
    const size = Buffer.byteLength(JSON.stringify(file));
    const hasRoom = bytes - stored.bytes + size <= stored.room;
    if (hasRoom && bytes + size <= MAX_SCENE_BYTES && count < MAX_STORED_FILES) {
      bytes += size;
      count += 1;
      return true;
    }
    const full =
      count < MAX_STORED_FILES
        ? "the drawing's pictures are too large"
        : `more than ${MAX_STORED_FILES} pictures, removed ones among them`;
    refused.push({ id: file.id, type: "file", reason: hasRoom ? full : NO_ROOM });
    return false;
  });
  return { kept, grownBytes: bytes - stored.bytes };
}
