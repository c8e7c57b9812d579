import { Readable } from "node:stream";
import yazl from "yazl";
import type { OwnFile } from "./list-own-files";

/**
 * The files as one zip, packed while it is read: each file is asked for when its turn comes, so that
 * the whole is never in memory. A file that can't be read ends the stream with its error.
 */
export function packOwnFiles(files: readonly OwnFile[]): ReadableStream<Uint8Array> {
  const zip = new yazl.ZipFile();
  for (const { name, read } of files) {
    zip.addReadStreamLazy(name, {}, (answer) => {
      read().then(
        (text) => answer(null, Readable.from([Buffer.from(text)])),
        (error: unknown) => answer(error, Readable.from([])),
      );
    });
  }
  zip.end();
  const output = Readable.from(zip.outputStream);
  zip.on("error", (error: Error) => void output.destroy(error));
  return Readable.toWeb(output) as ReadableStream<Uint8Array>;
}
