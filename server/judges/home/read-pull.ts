import { StringDecoder } from "node:string_decoder";
import { z } from "zod";
import type { DownloadEnd, DownloadProgress } from "#domain/settings/home-download";
import { readPullFault } from "./read-pull-fault";

/** Characters; a line of Ollama's has some 200. */
const MAX_LINE_CHARS = 16_384;
/** It writes some 16 a second, for days at most. */
const MAX_LINES = 5_000_000;
/** A model has its weights and a few small parts. */
const MAX_PARTS = 200;
const MAX_BYTES = 1e13;

const bytesSchema = z.number().int().min(0).max(MAX_BYTES);

/** As far as it is read: https://github.com/ollama/ollama/blob/main/docs/api.md, Pull a Model. */
const lineSchema = z.object({
  status: z.string().max(500).optional(),
  digest: z.string().max(200).optional(),
  total: bytesSchema.optional(),
  completed: bytesSchema.optional(),
  error: z.string().optional(),
});
type Line = z.infer<typeof lineSchema>;

/** What a part of the stream showed. "checking": it reads what it has on disk, and says nothing. */
type PullLife = "progress" | "checking" | null;

type PullReader = {
  /** Takes a part as it comes. @throws OddPullError */
  take: (part: Buffer) => PullLife;
  progress: () => DownloadProgress;
  /** What it came to; null where it broke off. @throws OddPullError */
  end: () => DownloadEnd | null;
};

/** The stream is none of a download. */
export class OddPullError extends Error {
  override readonly name = "OddPullError";
}

/**
 * Reads the lines of a download. The same line again is no progress: a server whose line to the world
 * hangs repeats it.
 */
export function createPullReader({ maxLines = MAX_LINES } = {}): PullReader {
  const decoder = new StringDecoder("utf8");
  const parts = new Map<string, { total: number; completed: number }>();
  let rest = "";
  let lines = 0;
  let last = "";
  let ended: DownloadEnd | null = null;

  function takeLine(text: string): PullLife {
    if (text.trim() === "") return null;
    lines += 1;
    if (lines > maxLines || text.length > MAX_LINE_CHARS) {
      throw new OddPullError("more than a download has to say");
    }
    const line = parse(text);
    if (line.error !== undefined) ended ??= readPullFault(line.error);
    if (line.status === "success") ended ??= { isWhole: true };
    notePart(line);
    if (text === last) return null;
    last = text;
    return /^(?:verifying|writing|removing)/.test(line.status ?? "") ? "checking" : "progress";
  }

  function notePart({ digest, total, completed = 0 }: Line): void {
    if (digest === undefined || total === undefined) return;
    if (parts.size >= MAX_PARTS && !parts.has(digest)) throw new OddPullError("too many parts");
    parts.set(digest, { total, completed: Math.min(total, completed) });
  }

  return {
    take: (part) => {
      const texts = (rest + decoder.write(part)).split("\n");
      rest = texts.pop() ?? "";
      if (rest.length > MAX_LINE_CHARS) throw new OddPullError("a line without an end");
      let life: PullLife = null;
      for (const text of texts) life = takeLine(text) ?? life;
      return life;
    },
    progress: () => {
      const all = [...parts.values()];
      return {
        completedBytes: all.reduce((sum, { completed }) => sum + completed, 0),
        totalBytes: all.length === 0 ? null : all.reduce((sum, { total }) => sum + total, 0),
      };
    },
    end: () => {
      takeLine(rest);
      rest = "";
      return ended;
    },
  };
}

function parse(text: string): Line {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new OddPullError("a line that is none of a download", { cause: error });
  }
}
