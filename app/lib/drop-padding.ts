import { Transform } from "node:stream";

/**
 * Takes NULs off the end of each chunk. React 18 writes its buffer of 2,048 bytes whole when the next
 * character doesn't fit, with up to three unused bytes at its end (github.com/facebook/react/issues/24985).
 * No page has a NUL of its own: HTML knows none.
 */
export function dropPadding(): Transform {
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      let end = chunk.length;
      while (end > 0 && chunk[end - 1] === 0) end -= 1;
      done(null, chunk.subarray(0, end));
    },
  });
}
