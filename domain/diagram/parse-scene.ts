import type * as z from "zod/mini";
import { toStorableText } from "../text/storable.schema";
import { newerOf } from "./merge-elements";
import {
  boundElementSchema,
  customDataSchema,
  ELEMENT_TYPES,
  MAX_ELEMENTS,
  MAX_FILE_BYTES,
  MAX_FILES,
  MAX_LINK_CHARS,
  MAX_SCENE_BYTES,
  MAX_TEXT_CHARS,
  sceneElementSchema,
  sceneFileSchema,
} from "./scene.schema";
import type { Scene, SceneElement, SceneFile } from "./scene.schema";

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
  if (Array.isArray(boundElements)) altered["boundElements"] = boundElements.filter(isBoundElement);
  return altered;
}

/** Looked at by hand first: the schema takes long to say no, and there may be 100,000s of them. */
function isBoundElement(value: unknown): boolean {
  if (!isFields(value) || typeof value["id"] !== "string" || typeof value["type"] !== "string")
    return false;
  return boundElementSchema.safeParse(value).success;
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

/** Tombstones have bytes of their own, so that they can never push out what is drawn. */
function keepWithinLimits(
  candidates: Candidate[],
  budget: { bytes: number },
  dropped: SceneNotice[],
): SceneElement[] {
  const live = candidates.filter((c) => !c.element.isDeleted);
  const tombstones = candidates.filter((c) => c.element.isDeleted);
  const kept: Candidate[] = [];
  const groups: [Candidate[], { bytes: number }][] = [
    [live, budget],
    [tombstones, { bytes: MAX_SCENE_BYTES }],
  ];
  for (const [group, ownBudget] of groups)
    group.forEach((candidate, count) => {
      const { id, type } = candidate.element;
      const reason =
        count >= MAX_ELEMENTS
          ? `over the limit of ${MAX_ELEMENTS} elements`
          : spend(ownBudget, candidate.element);
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
    if (reason === null && result.success) kept.push([result.data.id, result.data]);
    else dropped.push({ id: firstChars(id, 200), type: "file", reason: reason ?? "malformed" });
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
