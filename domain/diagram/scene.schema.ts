// The small form of zod: candidates' browsers load this file.
import * as z from "zod/mini";
import { storableTextSchema } from "../text/storable.schema";

/** Most live elements a scene may hold; as many tombstones of deleted ones are kept beside them. */
export const MAX_ELEMENTS = 2000;
export const MAX_TEXT_CHARS = 10_000;
/** The whole scene as JSON, elements and pictures together. */
export const MAX_SCENE_BYTES = 2_000_000;
/** One picture, decoded. */
export const MAX_FILE_BYTES = 1_000_000;
export const MAX_FILES = 50;
const MAX_POINTS_PER_ELEMENT = 10_000;
export const MAX_LINK_CHARS = 2000;
/** Farther out than this nothing can be drawn by hand, and sums of squares would lose their digits. */
const MAX_COORDINATE_PX = 10_000_000;
/** Any other number. PostgreSQL writes 1e300 out in 301 digits; milliseconds since 1970 need 13. */
const MAX_NUMBER = 1e15;
/** Smaller than this is what arithmetic leaves of 0; PostgreSQL would write out each leading zero. */
const MIN_NUMBER = 1e-30;
/** Excalidraw counts versions up from 1 and draws seeds below 2^31; the column is an integer. */
const MAX_VERSION = 2 ** 31 - 1;

export const ELEMENT_TYPES = [
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
const finite = boundedNumber(MAX_NUMBER);
const px = boundedNumber(MAX_COORDINATE_PX);
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

function boundedNumber(most: number) {
  const flush = (value: number) => (Math.abs(value) < MIN_NUMBER ? 0 : value);
  return z.number().check(z.gte(-most), z.lte(most), z.overwrite(flush));
}

export const boundElementSchema = z.object({ id: idSchema, type: z.enum(["arrow", "text"]) });

/** Old files write focus and gap, newer ones fixedPoint and mode; Excalidraw 0.18 needs the first two. */
const bindingSchema = z.object({
  elementId: idSchema,
  focus: z._default(finite, 0),
  gap: z._default(finite, 5),
  fixedPoint: z.nullish(pairSchema),
  mode: z.optional(z.enum(["orbit", "inside", "skip"])),
});

/** The only customData we write ourselves: which palette item an element came from. */
export const customDataSchema = z.object({
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
  version: z._default(z.int().check(z.gte(0), z.lte(MAX_VERSION)), 1),
  // Excalidraw's own lie below 2^31; other programs write larger ones, and the column is a bigint.
  versionNonce: z._default(z.int(), 0),
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

export type Scene = { elements: SceneElement[]; files: Record<string, SceneFile> };
