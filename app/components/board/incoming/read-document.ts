import { parseScene } from "#domain/diagram/parse-scene";
import type { SceneNotice } from "#domain/diagram/parse-scene";
import type { Scene, SceneElement } from "#domain/diagram/scene.schema";

export type LibraryItem = { name: string; elements: SceneElement[] };
export type ReadDocument =
  | { kind: "scene"; scene: Scene; dropped: SceneNotice[] }
  | { kind: "library"; items: LibraryItem[]; dropped: SceneNotice[] }
  | { kind: "broken"; why: string };

type Fields = Record<string, unknown>;

/** Reads an .excalidraw or .excalidrawlib document; everything in it goes through the scene filter. */
export function readDocument(text: string, name: string): ReadDocument {
  const content = parseJson(text);
  if (content === null)
    return { kind: "broken", why: `${name} isn't a drawing: it can't be read as JSON.` };
  const items = content["libraryItems"] ?? content["library"];
  if (Array.isArray(items)) return readLibrary(items, name);
  if (!Array.isArray(content["elements"]))
    return { kind: "broken", why: `${name} contains no drawing and no library.` };
  const { scene, dropped } = parseScene(content);
  const live = scene.elements.filter(({ isDeleted }) => !isDeleted);
  return { kind: "scene", scene: { ...scene, elements: live }, dropped };
}

function readLibrary(list: readonly unknown[], name: string): ReadDocument {
  const dropped: SceneNotice[] = [];
  const items = list.flatMap((raw, at): LibraryItem[] => {
    const fields: Fields = isFields(raw) ? raw : { elements: raw };
    const parsed = parseScene({ elements: fields["elements"] });
    dropped.push(...parsed.dropped);
    const elements = parsed.scene.elements.filter(({ isDeleted }) => !isDeleted);
    const given = typeof fields["name"] === "string" ? fields["name"].trim() : "";
    return elements.length === 0
      ? []
      : [{ name: given || nameFrom(elements) || `Shape ${at + 1}`, elements }];
  });
  return items.length > 0
    ? { kind: "library", items, dropped }
    : { kind: "broken", why: `${name} contains no shapes.` };
}

/** The words in it, as far as they make a name. */
function nameFrom(elements: readonly SceneElement[]): string {
  const words = elements.flatMap((e) => (e.type === "text" ? [e.originalText] : [])).join(" ");
  return words.replace(/\s+/gu, " ").trim().slice(0, 40);
}

function parseJson(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
