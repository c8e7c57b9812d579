import { createRequire } from "node:module";
import { encode } from "./encode";

/**
 * Puts our `encode` in the place of turbo-stream's. Remix looks it up on the package's exports each
 * time it answers, for pages and for `.data` alike, so this may be called at any time before.
 */
export function replaceEncoder(): void {
  const turboStream = createRequire(import.meta.url)("turbo-stream") as Record<string, unknown>;
  turboStream.encode = encode;
}
