import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findFreePort } from "../../server/db/embedded/run-postmaster";

export type TestRedis = {
  url: string;
  /** SIGSTOP makes it hang and SIGCONT go on; SIGKILL ends it, as `stop` does. */
  signal: (signal: NodeJS.Signals) => void;
  stop: () => Promise<void>;
};

/**
 * A private redis-server on a free port that keeps nothing, or null where there is no such program.
 * Tests that need one are then skipped by name.
 */
export async function startRedis(program = "redis-server"): Promise<TestRedis | null> {
  const dir = await mkdtemp(join(tmpdir(), "scaleboard-redis-"));
  const port = await findFreePort();
  const settings = { port, bind: "127.0.0.1", dir, save: "", appendonly: "no" };
  const args = Object.entries({ ...settings, "maxmemory-policy": "noeviction" }).flatMap(
    ([name, value]) => [`--${name}`, String(value)],
  );
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    await once(child, "spawn");
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    if (isMissing(error)) return null;
    throw error;
  }
  const exited = once(child, "exit");
  const outcome = await waitUntilReady(child.stdout);
  if (outcome === "ready") {
    return {
      url: `redis://127.0.0.1:${port}`,
      signal: (signal) => void child.kill(signal),
      stop: async () => {
        child.kill("SIGKILL");
        await exited;
        await rm(dir, { recursive: true, force: true });
      },
    };
  }
  await rm(dir, { recursive: true, force: true });
  throw new Error(`redis-server ended:\n${outcome}`);
}

/** EACCES is said of a PATH with a folder that this user may not enter, too. */
function isMissing(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && ["ENOENT", "EACCES"].includes(String(error.code))
  );
}

/** "ready", or all that it said when it ended before. */
async function waitUntilReady(output: NodeJS.ReadableStream): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve) => {
    createInterface({ input: output })
      .on("line", (line) => {
        said.push(line);
        if (line.includes("Ready to accept connections")) resolve("ready");
      })
      .once("close", () => resolve(said.join("\n")));
  });
}
