import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { z } from "zod";

const placeSchema = z.object({ pid: z.number(), port: z.number() });
const turnSchema = z.object({ waitMs: z.number(), busyMs: z.number() });
const restSchema = z.object({ heapBytes: z.number(), threads: z.number(), requests: z.number() });
const WARM_UP_MS = 30_000;
const LOOK_EVERY_MS = 50;

/**
 * What an entry did to the product, in milliseconds: the longest wait of `GET /healthz` beside it,
 * and the longest turn of each event loop in processor time, which other load on the machine doesn't
 * stretch. Infinity: the process ended.
 */
export type Stall = { healthMs: number; webBusyMs: number; workerBusyMs: number };

/** What the processes keep: heaps in bytes, and of web its threads and the requests under way. */
export type Rest = { web: number; worker: number; threads: number; requests: number };

export type Watch = {
  /** Since the last time it was asked. */
  take: () => Promise<Stall>;
  /** After a forced collection. */
  readRest: () => Promise<Rest>;
  close: () => Promise<void>;
};

/** @param probeDir where the probes in the product's processes say where they listen */
export async function watchProduct(url: string, probeDir: string): Promise<Watch> {
  const thread = new Worker(new URL("stall-thread.mjs", import.meta.url), {
    workerData: { url },
    execArgv: [],
  });
  const failed = once(thread, "error").then(([error]: unknown[]) => {
    throw error;
  });
  // Whoever asks next hears of it.
  failed.catch(() => undefined);

  async function takeHealth(): Promise<number> {
    const told = once(thread, "message");
    thread.postMessage("take");
    const [longestMs] = (await Promise.race([told, failed])) as [number];
    return longestMs;
  }
  async function takeTurn(name: "web" | "worker"): Promise<number> {
    const turn = await askProbe(probeDir, name, "/turn", turnSchema);
    return turn?.busyMs ?? Infinity;
  }
  const restOf = (name: "web" | "worker") => askProbe(probeDir, name, "/heap", restSchema);
  await takeHealth();
  await Promise.all([waitForProbe(probeDir, "web"), waitForProbe(probeDir, "worker")]);
  return {
    take: async () => {
      // The probes first: they answer when the loop has come round.
      const [webBusyMs, workerBusyMs] = await Promise.all([takeTurn("web"), takeTurn("worker")]);
      return { healthMs: await takeHealth(), webBusyMs, workerBusyMs };
    },
    readRest: async () => {
      const [web, worker] = [await restOf("web"), await restOf("worker")];
      return {
        web: web?.heapBytes ?? Infinity,
        worker: worker?.heapBytes ?? Infinity,
        threads: web?.threads ?? Infinity,
        requests: web?.requests ?? Infinity,
      };
    },
    close: async () => {
      await thread.terminate();
    },
  };
}

/** @returns null when the process that was asked is gone */
async function askProbe<Told>(
  dir: string,
  name: string,
  path: string,
  schema: z.ZodType<Told>,
): Promise<Told | null> {
  const place = await readPlace(dir, name);
  try {
    const signal = AbortSignal.timeout(WARM_UP_MS);
    const response = await fetch(`http://127.0.0.1:${place.port}${path}`, { signal });
    return schema.parse(await response.json());
  } catch (error) {
    if (error instanceof TypeError || (error instanceof Error && error.name === "TimeoutError")) {
      return null;
    }
    throw error;
  }
}

/** The product answers before its worker does. @throws when the probe doesn't listen in time */
async function waitForProbe(dir: string, name: string): Promise<void> {
  const deadline = performance.now() + WARM_UP_MS;
  for (;;) {
    try {
      await readPlace(dir, name);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await pause(LOOK_EVERY_MS);
  }
}

async function readPlace(dir: string, name: string): Promise<z.infer<typeof placeSchema>> {
  return placeSchema.parse(JSON.parse(await readFile(join(dir, `${name}.json`), "utf8")));
}
