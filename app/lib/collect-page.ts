import { Writable } from "node:stream";

/**
 * Collects what React writes into one piece, which is compressed and sent at once.
 * NULs come off the end of each chunk: React 18 writes its buffer of 2,048 bytes whole when the next
 * character doesn't fit, with up to three unused bytes at its end (github.com/facebook/react/issues/24985).
 * No page has a NUL of its own: HTML knows none.
 */
export function collectPage(done: (html: string) => void): Writable {
  const chunks: Uint8Array[] = [];
  return new Writable({
    write(chunk: Uint8Array, _encoding, next) {
      let end = chunk.length;
      while (end > 0 && chunk[end - 1] === 0) end -= 1;
      chunks.push(chunk.subarray(0, end));
      next();
    },
    final(next) {
      done(Buffer.concat(chunks).toString());
      next();
    },
  });
}
