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
          const line = await encodeLine(table, value, () => isCancelled);
          if (!isCancelled) controller.enqueue(text.encode(`${prefix}${line}\n`));
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

/** @returns the value's number below zero, or the entries that it adds, its own first */
async function encodeLine(
  table: ValueTable,
  value: unknown,
  isCancelled: () => boolean,
): Promise<string> {
  const first = table.values.length;
  const place = refer(table, value);
  if (place < 0) return String(place);
  if (place < first) {
    // Sent before: the line takes a number of its own, and says whose value it is.
    table.values.push(undefined);
    table.entries.push("");
    return `[["Z",${place}]]`;
  }
  const work = writeWaiting(table);
  while (!work.next().done && !isCancelled()) await setImmediate();
  return `[${table.entries.slice(first).join(",")}]`;
}

function waitForAbort(signal: AbortSignal | undefined): Promise<Settled> {
  return new Promise((resolve) => {
    const giveUp = () => resolve({ mark: "E", value: toError(signal?.reason) });
    if (signal?.aborted) giveUp();
    else signal?.addEventListener("abort", giveUp, { once: true });
  });
}
