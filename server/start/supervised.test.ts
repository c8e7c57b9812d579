import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { envForChild } from "../env";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));
/** Nothing listens on port 1. */
const NO_DATABASE = "postgres://nobody:nothing@127.0.0.1:1/none";

it("a worker that waits for its database ends with its parent", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "server/worker/main.ts"], {
    cwd: ROOT_DIR,
    env: envForChild({ DATABASE_URL: NO_DATABASE }),
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const { stdout } = child;
  if (!stdout) throw new Error("stdio asks for a pipe");
  const exited = once(child, "exit");
  await new Promise<void>((resolve) => {
    createInterface({ input: stdout }).on("line", (line) => {
      if (line.includes("waiting for the database")) resolve();
    });
  });
  expect(child.exitCode).toBe(null);
  // What a killed parent leaves behind: a channel that has ended.
  child.disconnect();
  expect(await exited).toEqual([null, "SIGKILL"]);
});
