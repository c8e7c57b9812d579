import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { listDescendants } from "./processes";
import type { ProcessInfo } from "./processes";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));

export type Product = {
  parent: ChildProcess;
  /** Code and signal with which the parent ended. */
  exited: Promise<unknown[]>;
  /** Where it answers. */
  url: string;
  /** What it has said so far, line by line. */
  lines: string[];
  /** Its processes as they are now: web, worker, database and what watches it. */
  listFamily: () => ProcessInfo[];
  /** The pid of the web or the worker process as it is now. */
  findPid: (name: "web" | "worker") => number;
  /** As Ctrl-C does; resolves when the parent has ended. */
  stop: () => Promise<void>;
};

const PROGRAM = [process.execPath, "--import", "tsx", "server/start.ts"];

/**
 * Runs `npm start`'s own program on a folder and, unless told otherwise, a free port.
 * @param command another command that ends up in that program
 * @param rootDir another copy of the sources
 */
export function launchProduct(
  dataDir: string,
  settings: Record<string, string> = {},
  command = PROGRAM,
  rootDir = ROOT_DIR,
): ChildProcess {
  const [program = "", ...args] = command;
  return spawn(program, args, {
    cwd: rootDir,
    env: {
      ...shellEnv(),
      DATABASE_URL: "",
      REDIS_URL: "",
      OPENAI_BASE_URL: "",
      OPENAI_API_KEY: "",
      JUDGE_MODEL: "",
      APP_URL: "",
      SCALEBOARD_DATA_DIR: dataDir,
      PORT: "0",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** As in a shell: the NODE_ENV of the tests is not the product's. */
function shellEnv(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  Reflect.deleteProperty(env, "NODE_ENV");
  return env;
}

/** As `launchProduct`, and waits until it is ready. @throws with what it said when it never is */
export async function startProduct(
  dataDir: string,
  settings: Record<string, string> = {},
  command = PROGRAM,
  rootDir = ROOT_DIR,
): Promise<Product> {
  const parent = launchProduct(dataDir, settings, command, rootDir);
  const exited = once(parent, "exit");
  const lines: string[] = [];
  const url = await readUrl(parent, lines);
  const { pid } = parent;
  if (url === null || pid === undefined) throw new Error(`Not ready:\n${lines.join("\n")}`);
  const listFamily = (): ProcessInfo[] => listDescendants(pid);
  return {
    parent,
    exited,
    url,
    lines,
    listFamily,
    findPid: (name) => {
      const program = `/server/${name}/main.ts`;
      const found = listFamily().find(({ command }) => command.endsWith(program));
      if (!found) throw new Error(`the ${name} process is not running`);
      return found.pid;
    },
    stop: async () => {
      if (parent.exitCode === null && parent.signalCode === null) parent.kill("SIGINT");
      await exited;
    },
  };
}

/**
 * Collects what a program says into `lines`.
 * @returns the address from its ready line; null when it ended without one
 */
export function readUrl(child: ChildProcess, lines: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        const url = /is ready: (http:\S+)/.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
    child.once("close", () => resolve(null));
  });
}
