import { setImmediate } from "node:timers/promises";
import type { EncodePlugin } from "turbo-stream";
import { toError } from "./settle";
import type { Settled } from "./settle";
import { createValueTable, refer, writeWaiting } from "./value-table";
import type { ValueTable } from "./value-table";

export type EncodeOptions = {
  plugins?: EncodePlugin[];
  postPlugins?: EncodePlugin[];
  /** When it aborts, promises still open are rejected towards the reader, with its reason. */
  signal?: AbortSignal;
};

/**
 * What is sent at a time. A page carries each piece in a script of its own, and the reader searches
 * what it has for the line's end with each, so pieces are few.
 */
const PIECE_CHARACTERS = 250_000;

/**
 * Writes a value in the format of turbo-stream 2.4.1, which its own `decode` reads in the browser:
 * a line for the value, and one for each promise in it as that settles. In place of that package's
 * `encode`, which calls itself for every level, writes each hole of a sparse array and never lets go
 * of the event loop (CVE-2026-34077).
 *
 * The stream fails with a TypeError for what can't be written: see `writeWaiting`.
 */
export function encode(input: unknown, options: EncodeOptions = {}): ReadableStream<Uint8Array> {
  const table = createValueTable(options);
  const text = new TextEncoder();
  const givenUp = waitForAbort(options.signal);
  let isCancelled = false;
  let writing: Promise<void> = Promise.resolve();

  return new ReadableStream<Uint8Array>({
    async start(controller) {
      /** One line at a time: a line's values are numbered on from the line before. */
      function writeLine(prefix: string, value: unknown): Promise<void> {
        writing = writing.then(async () => {
          for await (const piece of encodeLine(table, prefix, value)) {
            if (isCancelled) return;
            controller.enqueue(text.encode(piece));
          }
        });
        return writing;
      }

      async function writeAll(prefix: string, input: unknown): Promise<void> {
        await writeLine(prefix, input);
        const found = [...table.promises];
        table.promises.clear();
        await Promise.all(
          found.map(async ([place, settling]) => {
            const { mark, value } = await Promise.race([settling, givenUp]);
            await writeAll(`${mark}${place}:`, value);
          }),
        );
      }

      await writeAll("", input);
      if (!isCancelled) controller.close();
    },
    cancel() {
      isCancelled = true;
    },
  });
}

/** The prefix and the entries that the value adds, its own first; or the number that stands for it. */
async function* encodeLine(
  table: ValueTable,
  prefix: string,
  value: unknown,
): AsyncGenerator<string, void, undefined> {
  const next = table.values.length;
  const place = refer(table, value);
  if (place < 0) return yield `${prefix}${place}\n`;
  if (place < next) {
    // Sent before: the line takes a number of its own, and says whose value it is.
    table.written = table.values.push(undefined);
    return yield `${prefix}[["Z",${place}]]\n`;
  }
  let piece = `${prefix}[`;
  for (const text of writeWaiting(table)) {
    piece += text;
    if (table.written === table.values.length) break;
    if (piece.length >= PIECE_CHARACTERS) {
      yield piece;
      piece = "";
    }
    await setImmediate();
  }
  yield `${piece}]\n`;
}

function waitForAbort(signal: AbortSignal | undefined): Promise<Settled> {
  return new Promise((resolve) => {
    const giveUp = () => resolve({ mark: "E", value: toError(signal?.reason) });
    if (signal?.aborted) giveUp();
    else signal?.addEventListener("abort", giveUp, { once: true });
  });
}
