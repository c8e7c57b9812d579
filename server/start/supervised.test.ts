import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));
/** Nothing listens on port 1. */
const NO_DATABASE = "postgres://nobody:nothing@127.0.0.1:1/none";

it.each(["web", "worker"])(
  "a %s process that waits for its database ends with its parent",
  async (name) => {
    const child = spawn(process.execPath, ["--import", "tsx", `server/${name}/main.ts`], {
      cwd: ROOT_DIR,
      env: { ...process.env, DATABASE_URL: NO_DATABASE, APP_URL: "http://localhost:1" },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    const exited = once(child, "exit");
    const said = createInterface({ input: child.stdout });
    for await (const line of said) if (line.includes("waiting for the database")) break;
    expect(child.exitCode).toBe(null);
    // What a killed parent leaves behind: a channel that has ended.
    child.disconnect();
    expect(await exited).toEqual([null, "SIGKILL"]);
  },
);
