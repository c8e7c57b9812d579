import type { SceneFile } from "#domain/diagram/scene.schema";
import { formatMegabytes } from "./classify";

export type Picture = Pick<SceneFile, "mimeType" | "dataURL"> & { width: number; height: number };

/** A picture may take this much of the drawing's 2 MB, so that several fit. */
const MAX_PICTURE_CHARS = 700_000;
/** Longest side in px, tried one after the other until the picture is small enough. */
const LARGEST_SIDE_PX = 1_600;
const SIDES_PX = [LARGEST_SIDE_PX, 1_200, 900, 640, 400];
const QUALITY = 0.82;

/**
 * A picture as the drawing can hold it: as it is where it is small, else scaled down in the browser.
 *
 * @param spareChars what the drawing still has room for, in characters of its data URL
 * @returns or says in words why it can't be taken
 */
export async function shrinkPicture(file: File, spareChars: number): Promise<Picture | string> {
  const limit = Math.min(MAX_PICTURE_CHARS, spareChars);
  const bitmap = await decode(file);
  const name = file.name === "" ? "This picture" : file.name;
  if (bitmap === null)
    return `${name} (${formatMegabytes(file.size)}) can't be read as a picture. Nothing on the canvas was changed.`;
  try {
    const { width, height } = bitmap;
    const longest = Math.max(width, height);
    if (file.size * 1.4 < limit && longest <= LARGEST_SIDE_PX) {
      const asIs = await toPicture(file, width, height);
      if (asIs && asIs.dataURL.length <= limit) return asIs;
    }
    for (const side of SIDES_PX.filter((px, at) => px < longest || at === 0)) {
      const scale = Math.min(1, side / longest);
      const size = [Math.max(1, width * scale), Math.max(1, height * scale)] as const;
      const picture = await encode(bitmap, Math.round(size[0]), Math.round(size[1]));
      if (picture && picture.dataURL.length <= limit) return picture;
    }
    return `${name} (${formatMegabytes(file.size)}) doesn't fit: a drawing's pictures can take up 2 MB in total. Remove another picture first.`;
  } finally {
    bitmap.close();
  }
}

async function decode(file: File): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file);
  } catch (error) {
    // Broken or far too many pixels: the browser says so by this, and only by this.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

async function encode(bitmap: ImageBitmap, width: number, height: number): Promise<Picture | null> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, "image/webp", QUALITY),
  );
  return blob === null ? null : toPicture(blob, width, height);
}

async function toPicture(blob: Blob, width: number, height: number): Promise<Picture | null> {
  const mimeType = (["image/png", "image/jpeg", "image/webp"] as const).find(
    (type) => type === blob.type,
  );
  if (mimeType === undefined) return null;
  const dataURL = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("the picture could not be read"));
    reader.readAsDataURL(blob);
  });
  return { mimeType, dataURL, width, height };
}
