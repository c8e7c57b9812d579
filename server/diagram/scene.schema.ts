// The small form of zod: candidates' browsers load this file.
import * as z from "zod/mini";
import { storableTextSchema, toStorableText } from "../text/storable.schema";

/** Most live elements a scene may hold; as many tombstones of deleted ones are kept beside them. */
export const MAX_ELEMENTS = 2000;
export const MAX_TEXT_CHARS = 10_000;
/** The whole scene as JSON, elements and pictures together. */
export const MAX_SCENE_BYTES = 2_000_000;
/** One picture, decoded. */
export const MAX_FILE_BYTES = 1_000_000;
export const MAX_FILES = 50;
export const MAX_POINTS_PER_ELEMENT = 10_000;
export const MAX_LINK_CHARS = 2000;
/** Farther out than this nothing can be drawn by hand, and sums of squares would lose their digits. */
export const MAX_COORDINATE_PX = 10_000_000;

const ELEMENT_TYPES = [
  "rectangle",
  "ellipse",
  "diamond",
  "line",
  "arrow",
  "text",
  "freedraw",
  "frame",
  "image",
] as const;

const idSchema = storableTextSchema.check(z.minLength(1), z.maxLength(200));
const finite = z.number();
const px = z.number().check(z.gte(-MAX_COORDINATE_PX), z.lte(MAX_COORDINATE_PX));
const pointSchema = z.tuple([px, px]);
const pointsSchema = z.array(pointSchema).check(z.maxLength(MAX_POINTS_PER_ELEMENT));
const pairSchema = z.tuple([finite, finite]);
/** Colour words and functions only: no url(), so that a drawing can't make a viewer fetch. */
const colourSchema = z.string().check(
  z.maxLength(80),
  z.regex(/^[#\w\s(),.%/-]*$/u),
  z.refine((colour) => !/url/i.test(colour)),
);
const arrowheadSchema = z.nullable(storableTextSchema.check(z.maxLength(40)));

const boundElementSchema = z.object({ id: idSchema, type: z.enum(["arrow", "text"]) });

/** Old files write focus and gap, newer ones fixedPoint and mode; Excalidraw 0.18 needs the first two. */
const bindingSchema = z.object({
  elementId: idSchema,
  focus: z._default(finite, 0),
  gap: z._default(finite, 5),
  fixedPoint: z.nullish(pairSchema),
  mode: z.optional(z.enum(["orbit", "inside", "skip"])),
});

/** The only customData we write ourselves: which palette item an element came from. */
const customDataSchema = z.object({
  paletteItem: z.optional(storableTextSchema.check(z.maxLength(60))),
});

const base = {
  id: idSchema,
  x: px,
  y: px,
  width: px,
  height: px,
  angle: z._default(finite, 0),
  strokeColor: z._default(colourSchema, "#1e1e1e"),
  backgroundColor: z._default(colourSchema, "transparent"),
  fillStyle: z._default(z.enum(["hachure", "cross-hatch", "solid", "zigzag"]), "solid"),
  strokeWidth: z._default(finite, 2),
  strokeStyle: z._default(z.enum(["solid", "dashed", "dotted"]), "solid"),
  roundness: z._default(z.nullable(z.object({ type: finite, value: z.optional(finite) })), null),
  roughness: z._default(finite, 1),
  opacity: z._default(finite, 100),
  seed: z._default(finite, 1),
  version: z._default(finite, 1),
  versionNonce: z._default(finite, 0),
  index: z._default(z.nullable(storableTextSchema.check(z.maxLength(100))), null),
  isDeleted: z._default(z.boolean(), false),
  groupIds: z._default(z.array(idSchema).check(z.maxLength(100)), []),
  frameId: z._default(z.nullable(idSchema), null),
  boundElements: z._default(
    z.nullable(z.array(boundElementSchema).check(z.maxLength(MAX_ELEMENTS))),
    null,
  ),
  updated: z._default(finite, 1),
  link: z._default(z.nullable(storableTextSchema), null),
  locked: z._default(z.boolean(), false),
  customData: z.optional(customDataSchema),
};

const linear = {
  points: pointsSchema,
  lastCommittedPoint: z._default(z.nullable(pointSchema), null),
  startBinding: z._default(z.nullable(bindingSchema), null),
  endBinding: z._default(z.nullable(bindingSchema), null),
  startArrowhead: z._default(arrowheadSchema, null),
};

const fixedSegmentSchema = z.object({ start: pointSchema, end: pointSchema, index: finite });

const shapeSchema = z.object({ ...base, type: z.enum(["rectangle", "ellipse", "diamond"]) });
const lineSchema = z.object({
  ...base,
  ...linear,
  type: z.literal("line"),
  endArrowhead: z._default(arrowheadSchema, null),
  polygon: z.optional(z.boolean()),
});
const arrowSchema = z.object({
  ...base,
  ...linear,
  type: z.literal("arrow"),
  endArrowhead: z._default(arrowheadSchema, "arrow"),
  elbowed: z._default(z.boolean(), false),
  fixedSegments: z.nullish(z.array(fixedSegmentSchema).check(z.maxLength(MAX_POINTS_PER_ELEMENT))),
  startIsSpecial: z.nullish(z.boolean()),
  endIsSpecial: z.nullish(z.boolean()),
});
const textSchema = z.object({
  ...base,
  type: z.literal("text"),
  text: storableTextSchema,
  originalText: storableTextSchema,
  fontSize: z._default(finite, 20),
  fontFamily: z._default(finite, 1),
  textAlign: z._default(z.enum(["left", "center", "right"]), "left"),
  verticalAlign: z._default(z.enum(["top", "middle", "bottom"]), "top"),
  containerId: z._default(z.nullable(idSchema), null),
  autoResize: z._default(z.boolean(), true),
  lineHeight: z._default(finite, 1.25),
});
const freedrawSchema = z.object({
  ...base,
  type: z.literal("freedraw"),
  points: pointsSchema,
  pressures: z._default(z.array(finite).check(z.maxLength(MAX_POINTS_PER_ELEMENT)), []),
  simulatePressure: z._default(z.boolean(), true),
  lastCommittedPoint: z._default(z.nullable(pointSchema), null),
});
const frameSchema = z.object({
  ...base,
  type: z.literal("frame"),
  name: z._default(z.nullable(storableTextSchema), null),
});
const cropSchema = z.object({
  x: finite,
  y: finite,
  width: finite,
  height: finite,
  naturalWidth: finite,
  naturalHeight: finite,
});
const imageSchema = z.object({
  ...base,
  type: z.literal("image"),
  fileId: z._default(z.nullable(idSchema), null),
  status: z._default(z.enum(["pending", "saved", "error"]), "pending"),
  scale: z._default(pairSchema, [1, 1]),
  crop: z._default(z.nullable(cropSchema), null),
});

/** One element as Excalidraw 0.18 restores it; everything it doesn't know is stripped. */
export const sceneElementSchema = z.discriminatedUnion("type", [
  shapeSchema,
  lineSchema,
  arrowSchema,
  textSchema,
  freedrawSchema,
  frameSchema,
  imageSchema,
]);
export type SceneElement = z.infer<typeof sceneElementSchema>;
export type SceneElementType = SceneElement["type"];

/** A picture of the scene. Its bytes are checked against its type by parseScene. */
export const sceneFileSchema = z.object({
  id: idSchema,
  mimeType: z.enum(["image/png", "image/jpeg", "image/webp"]),
  dataURL: z.string().check(z.maxLength(Math.ceil((MAX_FILE_BYTES * 4) / 3) + 64)),
  created: z._default(finite, 1),
  lastRetrieved: z.optional(finite),
  version: z.optional(finite),
});
export type SceneFile = z.infer<typeof sceneFileSchema>;

export const sceneSchema = z.object({
  elements: z.array(sceneElementSchema).check(z.maxLength(2 * MAX_ELEMENTS)),
  files: z.record(z.string(), sceneFileSchema),
});
export type Scene = z.infer<typeof sceneSchema>;

/** Something of the input that was left out (`dropped`) or altered (`notices`), and why. */
export type SceneNotice = { id: string | null; type: string; reason: string };
export type ParsedScene = { scene: Scene; dropped: SceneNotice[]; notices: SceneNotice[] };

type Fields = Record<string, unknown>;
type Candidate = { position: number; element: SceneElement };

/**
 * The security filter. Takes anything, never throws: every element is validated by itself, a bad one
 * is left out and named, the rest is kept. Deleted elements stay: merging needs them as tombstones.
 *
 * @param input parsed JSON, `{elements, files}`; further keys (appState …) are ignored
 * @returns the clean scene, what was dropped, and what was altered (cut texts, removed links)
 */
export function parseScene(input: unknown): ParsedScene {
  const dropped: SceneNotice[] = [];
  const notices: SceneNotice[] = [];
  const source = isFields(input) ? input : {};
  if (!Array.isArray(source["elements"]))
    dropped.push({ id: null, type: "scene", reason: "no list of elements" });
  const list: unknown[] = Array.isArray(source["elements"]) ? source["elements"] : [];
  const budget = { bytes: MAX_SCENE_BYTES };
  const sound = keepNewestOfEachId(parseElements(list, dropped, notices), dropped);
  const elements = keepWithinLimits(sound, budget, dropped);
  const files = parseFiles(source["files"], budget, dropped);
  return { scene: { elements, files }, dropped, notices };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseElements(
  list: unknown[],
  dropped: SceneNotice[],
  notices: SceneNotice[],
): Candidate[] {
  const kept: Candidate[] = [];
  list.forEach((raw, position) => {
    const fields = isFields(raw) ? raw : {};
    const name = nameOf(fields);
    if (!isKnownType(name.type)) {
      dropped.push({ ...name, reason: "type not allowed" });
      return;
    }
    const altered = alterBeforeParsing(fields, (reason) => notices.push({ ...name, reason }));
    const result = sceneElementSchema.safeParse(altered);
    if (result.success) kept.push({ position, element: result.data });
    else dropped.push({ ...name, reason: `malformed: ${firstIssue(result.error)}` });
  });
  return kept;
}

function nameOf(fields: Fields): { id: string | null; type: string } {
  const id = typeof fields["id"] === "string" ? firstChars(fields["id"], 200) : null;
  const type = typeof fields["type"] === "string" ? firstChars(fields["type"], 40) : "unknown";
  // "draw" is what the first Excalidraw files called a line.
  return { id, type: type === "draw" ? "line" : type };
}

function firstChars(value: string, count: number): string {
  return toStorableText(value.slice(0, count));
}

function isKnownType(type: string): boolean {
  return ELEMENT_TYPES.some((known) => known === type);
}

function firstIssue(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "element"} (${issue.code})` : "element";
}

/** What can be mended without losing the element: texts too long, links, customData, loose bounds. */
function alterBeforeParsing(fields: Fields, note: (reason: string) => void): Fields {
  const { customData, link, boundElements, ...rest } = fields;
  const altered: Fields = { ...rest, type: nameOf(fields).type };
  for (const key of ["text", "originalText", "name"]) {
    const value = altered[key];
    if (typeof value !== "string" || value.length <= MAX_TEXT_CHARS) continue;
    altered[key] = value.slice(0, MAX_TEXT_CHARS);
    note(`${key} cut to ${MAX_TEXT_CHARS} characters`);
  }
  if (altered["type"] === "text" && typeof altered["originalText"] !== "string")
    altered["originalText"] = altered["text"];
  if (isSafeLink(link)) altered["link"] = link;
  else if (link) note("link removed: only http and https are allowed");
  const known = customDataSchema.safeParse(customData);
  if (known.success && known.data.paletteItem !== undefined) altered["customData"] = known.data;
  if (Array.isArray(boundElements))
    altered["boundElements"] = boundElements.filter((b) => boundElementSchema.safeParse(b).success);
  return altered;
}

function isSafeLink(link: unknown): link is string {
  return typeof link === "string" && link.length <= MAX_LINK_CHARS && /^https?:\/\//i.test(link);
}

function keepNewestOfEachId(candidates: Candidate[], dropped: SceneNotice[]): Candidate[] {
  const byId = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { id, type } = candidate.element;
    const other = byId.get(id);
    if (other) dropped.push({ id, type, reason: "another element has the same id" });
    if (!other || newerOf(other.element, candidate.element) !== other.element)
      byId.set(id, candidate);
  }
  return [...byId.values()].sort((a, b) => a.position - b.position);
}

/** Live elements are served first, so that tombstones can never push a drawn one out. */
function keepWithinLimits(
  candidates: Candidate[],
  budget: { bytes: number },
  dropped: SceneNotice[],
): SceneElement[] {
  const live = candidates.filter((c) => !c.element.isDeleted);
  const tombstones = candidates.filter((c) => c.element.isDeleted);
  const kept: Candidate[] = [];
  for (const group of [live, tombstones])
    group.forEach((candidate, count) => {
      const { id, type } = candidate.element;
      const reason =
        count >= MAX_ELEMENTS
          ? `over the limit of ${MAX_ELEMENTS} elements`
          : spend(budget, candidate.element);
      if (reason) dropped.push({ id, type, reason });
      else kept.push(candidate);
    });
  return kept.sort((a, b) => a.position - b.position).map((c) => c.element);
}

const encoder = new TextEncoder();

/** Takes the value's JSON bytes from the budget, or says why it can't. */
function spend(budget: { bytes: number }, value: SceneElement | SceneFile): string | null {
  const bytes = encoder.encode(JSON.stringify(value)).length;
  if (bytes > budget.bytes) return `over the limit of ${MAX_SCENE_BYTES} bytes a scene`;
  budget.bytes -= bytes;
  return null;
}

function parseFiles(
  input: unknown,
  budget: { bytes: number },
  dropped: SceneNotice[],
): Record<string, SceneFile> {
  const kept: [string, SceneFile][] = [];
  for (const [id, raw] of Object.entries(isFields(input) ? input : {})) {
    const result = sceneFileSchema.safeParse(isFields(raw) ? { ...raw, id } : raw);
    const reason = !result.success
      ? `not a picture we take: ${firstIssue(result.error)}`
      : (imageFault(result.data) ??
        (kept.length >= MAX_FILES ? `over the limit of ${MAX_FILES} pictures` : null) ??
        (id === "__proto__" ? "id not allowed" : spend(budget, result.data)));
    if (reason === null && result.success) kept.push([id, result.data]);
    else dropped.push({ id: id.slice(0, 200), type: "file", reason: reason ?? "malformed" });
  }
  return Object.fromEntries(kept);
}

/** Null when the data URL holds what its type says: PNG, JPEG or WebP by their first bytes. */
function imageFault(file: SceneFile): string | null {
  const match = /^data:(image\/(?:png|jpeg|webp));base64,([A-Za-z0-9+/]+={0,2})$/.exec(
    file.dataURL,
  );
  const base64 = match?.[2];
  if (!match || base64 === undefined || match[1] !== file.mimeType)
    return "not a base64 data URL of a PNG, JPEG or WebP picture";
  if (base64.length < 16) return "picture too short to tell its type";
  if ((base64.length * 3) / 4 > MAX_FILE_BYTES) return `picture over ${MAX_FILE_BYTES} bytes`;
  const head = atob(base64.slice(0, 16));
  const fits = {
    "image/png": head.startsWith("\x89PNG\r\n\x1a\n"),
    "image/jpeg": head.startsWith("\xff\xd8\xff"),
    "image/webp": head.startsWith("RIFF") && head.slice(8, 12) === "WEBP",
  }[file.mimeType];
  return fits ? null : `bytes are not ${file.mimeType}`;
}

/**
 * Joins two versions of a scene's elements by Excalidraw's own rule of reconciliation: the higher
 * version wins, on equal versions the lower versionNonce. Commutative, associative and idempotent.
 *
 * @returns one element an id, ordered by fractional `index` (none: last), then id
 */
export function mergeElements(
  a: readonly SceneElement[],
  b: readonly SceneElement[],
): SceneElement[] {
  const byId = new Map<string, SceneElement>();
  for (const element of [...a, ...b]) {
    const other = byId.get(element.id);
    byId.set(element.id, other ? newerOf(other, element) : element);
  }
  return [...byId.values()].sort(byIndexThenId);
}

function newerOf(a: SceneElement, b: SceneElement): SceneElement {
  if (a.version !== b.version) return a.version > b.version ? a : b;
  if (a.versionNonce !== b.versionNonce) return a.versionNonce < b.versionNonce ? a : b;
  // Same stamp, other content: only a broken client does this, but both sides must choose alike.
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

function byIndexThenId(a: SceneElement, b: SceneElement): number {
  if (a.index !== b.index) {
    if (a.index === null) return 1;
    if (b.index === null) return -1;
    return a.index < b.index ? -1 : 1;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
