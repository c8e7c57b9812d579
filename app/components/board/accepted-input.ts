import { MAX_FILE_BYTES } from "#server/diagram/scene.schema";

const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp"];
/** Excalidraw shrinks large pictures; beyond this it gives up too. */
const MAX_PASTED_BYTES = 4 * MAX_FILE_BYTES;

/** What a paste or a drop carries, as far as we look at it. */
export type IncomingData = {
  files: readonly { type: string; size: number; name: string }[];
  text: string;
};

/**
 * Says in words why something can't go on the canvas.
 *
 * @returns null when it may
 */
export function findRefusal({ files, text }: IncomingData): string | null {
  for (const file of files) {
    if (file.type === "image/svg+xml" || /\.svg$/i.test(file.name))
      return "SVG pictures can hold scripts, so they can't be put on the canvas. Paste a PNG instead.";
    if (!PICTURE_TYPES.includes(file.type))
      return "Only PNG, JPEG and WebP pictures can be put on the canvas.";
    if (file.size > MAX_PASTED_BYTES)
      return `This picture has ${formatMegabytes(file.size)}; up to ${formatMegabytes(MAX_PASTED_BYTES)} fit. Nothing on the canvas was changed.`;
  }
  if (files.length === 0 && /^\s*<svg[\s>]/i.test(text))
    return "SVG pictures can hold scripts, so they can't be put on the canvas. Paste a PNG instead.";
  return null;
}

function formatMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** One sentence on elements that were left out. */
export function describeDropped(dropped: readonly { type: string; reason: string }[]): string {
  const types = [...new Set(dropped.map((item) => item.type))].join(", ");
  const reasons = [...new Set(dropped.map((item) => item.reason))].slice(0, 3).join("; ");
  const count = dropped.length === 1 ? "One thing was" : `${dropped.length} things were`;
  return `${count} left out (${types}): ${reasons}. Everything else is kept.`;
}
