import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const ROOT_DIR = fileURLToPath(new URL("../../..", import.meta.url));
/** A machine that runs trials beside other work may be slow to start a process. */
const READY_TIMEOUT_MS = 90_000;
/** Enough for an error with its stack. */
const LAST_WORDS_CHARS = 3_000;

/** A process of the product that is started again whenever it ends, as `npm start` does. */
export type Program = {
  /** Resolves when it does its work, now or once it is back. */
  whenReady: () => Promise<void>;
  /** SIGKILL to the process as it is now; it is then started again. */
  kill: () => Promise<void>;
  /** The process as it is now; undefined before it could be started. */
  pid: () => number | undefined;
  /** What it said last, each time that it ended without being killed by us. */
  crashes: () => readonly string[];
  stop: () => Promise<void>;
};

/**
 * @param program a TypeScript file that tells its parent when it is ready
 * @param preload modules that Node loads before it
 */
export function keepProgram(options: {
  program: string;
  preload?: string[];
  env: Record<string, string>;
  logFile: string;
}): Program {
  let isStopping = false;
  const crashes: string[] = [];
  const killed = new WeakSet<ChildProcess>();
  let child: ChildProcess;
  let ready: Promise<void>;

  function launch(): void {
    const preload = ["tsx", ...(options.preload ?? [])].flatMap((name) => ["--import", name]);
    child = spawn(process.execPath, [...preload, options.program], {
      cwd: ROOT_DIR,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const current = child;
    let lastWords = "";
    for (const stream of [current.stdout, current.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        lastWords = `${lastWords}${chunk.toString()}`.slice(-LAST_WORDS_CHARS);
        void appendFile(options.logFile, chunk);
      });
    }
    ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(notReady(options)), READY_TIMEOUT_MS);
      current.once("message", () => {
        clearTimeout(timer);
        resolve();
      });
      current.once("exit", () => clearTimeout(timer));
    });
    // Whoever waits hears of it; nobody may be waiting.
    ready.catch(() => undefined);
    current.once("exit", () => {
      if (!isStopping) launch();
    });
    // Unlike "exit", this comes when all that it said has been read.
    current.once("close", (code, signal) => {
      if (!isStopping && !killed.has(current))
        crashes.push(`${options.program} ended (${signal ?? code}):\n${lastWords}`);
    });
  }
  launch();

  async function whenReady(): Promise<void> {
    for (;;) {
      const waited = child;
      await Promise.race([ready, once(waited, "exit")]);
      if (waited === child && child.exitCode === null && child.signalCode === null) return;
    }
  }
  return {
    whenReady,
    kill: async () => {
      killed.add(child);
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
    pid: () => child.pid,
    crashes: () => crashes,
    stop: async () => {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

function notReady({ program, logFile }: { program: string; logFile: string }): Error {
  return new Error(`${program} was not ready in ${READY_TIMEOUT_MS / 1_000} s; see ${logFile}`);
}
