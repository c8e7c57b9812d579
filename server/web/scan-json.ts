export type JsonBounds = {
  /** Lists and objects inside each other. */
  maxDepth: number;
  /** Lists and objects together: each costs the parser far more than its two bytes. */
  maxContainers: number;
  /** Keys of all objects together. */
  maxKeys: number;
  maxKeysPerObject: number;
};

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Looks through the bytes of a JSON text once, before it is parsed. Whether it is JSON is left to the
 * parser: what isn't may count wrong, and is refused by either.
 * @returns what it has too much of, in words; null when it keeps the bounds
 */
export function scanJson(bytes: Uint8Array, bounds: JsonBounds): string | null {
  const keysAt = new Array<number>(bounds.maxDepth + 1).fill(0);
  let depth = 0;
  let keys = 0;
  let containers = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = findStringEnd(bytes, at);
    } else if (byte === COLON) {
      keys += 1;
      const here = (keysAt[depth] ?? 0) + 1;
      keysAt[depth] = here;
      if (here > bounds.maxKeysPerObject) return "too many fields in one object";
      if (keys > bounds.maxKeys) return "too many fields";
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      containers += 1;
      if (containers > bounds.maxContainers) return "too many lists and objects";
      if (depth > bounds.maxDepth) return "lists and objects too deep in each other";
      keysAt[depth] = 0;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth = Math.max(0, depth - 1);
    }
  }
  return null;
}

/** @returns where the string that begins at `start` ends; the text's end when it doesn't */
function findStringEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
