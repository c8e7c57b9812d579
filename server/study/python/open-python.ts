import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import pLimit from "p-limit";
import { Piscina } from "piscina";
import { z } from "zod";

const runSchema = z.object({
  printed: z.string(),
  /** What it raised or wrote to stderr, and in which of its lines; null if it ended well. */
  fault: z.string().nullable(),
  line: z.number().nullable(),
});
type ProgramRun = z.infer<typeof runSchema>;

export type Python = {
  /** Runs a program of ours: WebAssembly bounds its memory, but this is no place for a stranger's. */
  run: (code: string) => Promise<ProgramRun>;
  close: () => Promise<void>;
};

/** Each holds an interpreter of 100 MB. */
const MAX_THREADS = 4;
/** Starting the interpreter included: that takes 2 s, a program up to 2 s, and both up to 25 on a busy machine. */
const DEADLINE_MS = 120_000;
/** Also where the process itself wasn't started with it, as under vitest. */
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** CPython in WebAssembly, from a package: the same on every machine, whatever Python it has. */
export function openPython({ deadlineMs = DEADLINE_MS } = {}): Python {
  const threads = Math.min(MAX_THREADS, availableParallelism());
  const pool = new Piscina<string, string>({
    filename: new URL("./python-thread.ts", import.meta.url).href,
    execArgv: ["--import", LOADER],
    minThreads: threads,
    maxThreads: threads,
  });
  // A program's time starts when a thread is free for it.
  const limit = pLimit(threads);
  return {
    run: (code) =>
      limit(async () => {
        const signal = AbortSignal.timeout(deadlineMs);
        try {
          return runSchema.parse(JSON.parse(await pool.run(code, { signal })));
        } catch (error) {
          if (!signal.aborted) throw error;
          return { printed: "", fault: `did not end within ${deadlineMs / 1_000} s`, line: null };
        }
      }),
    close: () => pool.destroy(),
  };
}
