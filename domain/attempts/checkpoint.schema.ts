// The small form of zod: candidates' browsers load this file.
import * as z from "zod/mini";
import { TEXT_IDS } from "./answer.schema";
import type { TextId } from "./answer.schema";

/**
 * What a page believes the server holds once a save is merged, in a few bytes. It is sent about once
 * a minute; when the server holds something else, it answers with all it has.
 */
export const checkpointSchema = z.strictObject({
  elements: z.string().check(z.maxLength(40)),
  texts: z.partialRecord(z.enum(TEXT_IDS), z.string().check(z.maxLength(40))),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** All that the server holds. Elements are checked again by whoever takes them in. */
export const heldWorkSchema = z.strictObject({
  texts: z.partialRecord(z.enum(TEXT_IDS), z.object({ text: z.string(), revision: z.int() })),
  elements: z.array(z.unknown()),
});
export type HeldWork = z.infer<typeof heldWorkSchema>;

type Stamped = { id: string; version: number; versionNonce: number };

/** @param texts empty ones count as not there */
export function takeCheckpoint(
  texts: Partial<Record<TextId, string>>,
  elements: Iterable<Stamped>,
): Checkpoint {
  const stamps = [...elements].map(
    ({ id, version, versionNonce }) => `${id}:${version}:${versionNonce}`,
  );
  const checkpoint: Checkpoint = { elements: digest(stamps.sort().join("\n")), texts: {} };
  for (const textId of TEXT_IDS) {
    const text = texts[textId] ?? "";
    if (text !== "") checkpoint.texts[textId] = digest(text);
  }
  return checkpoint;
}

export function isSameCheckpoint(a: Checkpoint, b: Checkpoint): boolean {
  return (
    a.elements === b.elements && TEXT_IDS.every((textId) => a.texts[textId] === b.texts[textId])
  );
}

const FNV_PRIME = 0x01000193;
/** Two offsets, two hashes: together 64 bits. Against accidents, not against forgery. */
const FNV_OFFSETS = [0x811c9dc5, 0x01c3a7f9];

/** FNV-1a over UTF-16 code units, and the length. */
function digest(text: string): string {
  const hashes = FNV_OFFSETS.map((offset) => {
    let hash = offset;
    for (let index = 0; index < text.length; index += 1)
      hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
    return (hash >>> 0).toString(16).padStart(8, "0");
  });
  return `${hashes.join("")}.${text.length.toString(36)}`;
}
