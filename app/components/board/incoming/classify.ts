/** Larger pictures are not even opened: they would take the tab's memory. */
const MAX_OPENED_BYTES = 50_000_000;
const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp"];
const SVG_WORDS =
  "SVG files can contain scripts, so the canvas doesn't take them. Export or copy it as PNG and paste that.";
/** The beginning of a flowchart; whether the rest can be read shows when it is. */
const MERMAID =
  /^\s*(?:```(?:mermaid)?[^\S\n]*\n\s*)?(?:%%.*[\r\n]\s*)*(?:flowchart|graph)(?:\s+(?:TB|TD|BT|RL|LR))?[^\S\n]*(?:[;\r\n]|$)/i;

/** What a paste or a drop carries, as far as we look at it. */
export type IncomingData<F extends FileFacts = FileFacts> = { files: readonly F[]; text: string };
export type FileFacts = { type: string; size: number; name: string };

/** What is to be done with it; null leaves it to the editor. */
export type Incoming<F extends FileFacts = FileFacts> =
  | { kind: "refused"; why: string }
  | { kind: "pictures"; files: readonly F[] }
  /** A drawing or a library, as a file or as its text. */
  | { kind: "document"; source: F | string }
  | { kind: "mermaid"; text: string }
  /** Elements that were copied on a canvas. */
  | { kind: "copied"; text: string };

/** Says what was pasted or dropped, and in words why it can't be taken. */
export function classify<F extends FileFacts>({
  files,
  text,
}: IncomingData<F>): Incoming<F> | null {
  const [first] = files;
  if (first === undefined) return classifyText(text);
  for (const file of files) {
    if (file.type === "image/svg+xml" || /\.svg$/i.test(file.name)) return refuse(SVG_WORDS);
    if (file.size > MAX_OPENED_BYTES)
      return refuse(
        `${named(file)} is ${formatMegabytes(file.size)}; the limit is ${formatMegabytes(MAX_OPENED_BYTES)}. Nothing on the canvas was changed.`,
      );
  }
  if (files.every(({ type }) => PICTURE_TYPES.includes(type))) return { kind: "pictures", files };
  if (files.length === 1 && isDocument(first)) return { kind: "document", source: first };
  return refuse(
    files.length > 1
      ? "Add several pictures at once, or one drawing. Nothing was changed."
      : `${named(first)} can't be added. The canvas takes PNG, JPEG and WebP pictures, .excalidraw drawings and .excalidrawlib libraries.`,
  );
}

function classifyText(text: string): Incoming<never> | null {
  if (/^\s*(?:<\?xml[^>]*>\s*)?<svg[\s>]/i.test(text)) return refuse(SVG_WORDS);
  if (MERMAID.test(text)) return { kind: "mermaid", text };
  const type = /^\s*\{[^[]{0,400}?"type"\s*:\s*"(excalidraw[a-z/]*)"/.exec(text)?.[1];
  if (type === "excalidraw/clipboard") return { kind: "copied", text };
  return type === "excalidraw" || type === "excalidrawlib"
    ? { kind: "document", source: text }
    : null;
}

function isDocument({ name, type }: FileFacts): boolean {
  return /\.(excalidraw|excalidrawlib|json)$/i.test(name) || /json/.test(type);
}

function refuse(why: string): { kind: "refused"; why: string } {
  return { kind: "refused", why };
}

function named({ name }: FileFacts): string {
  return name === "" ? "This file" : name;
}

export function formatMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** One sentence on elements that were left out. */
export function describeDropped(dropped: readonly { type: string; reason: string }[]): string {
  const types = [...new Set(dropped.map((item) => item.type))].join(", ");
  const reasons = [...new Set(dropped.map((item) => item.reason))].slice(0, 3).join("; ");
  const count = dropped.length === 1 ? "One thing was" : `${dropped.length} things were`;
  return `${count} left out (${types}): ${reasons}. Everything else is kept.`;
}
