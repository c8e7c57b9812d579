import { join } from "node:path";
import type { StartError } from "../db/embedded/start-error";
import { followOutput } from "./child-output";
import type { Stop } from "./lifetime";
import { openLogFile } from "./log-file";
import { spawnChild } from "./spawn-child";
import { supervise } from "./supervise";
import type { ReadyMessage } from "./supervised";
import type { Terminal } from "./terminal";

export type ProcessName = "web" | "worker";

type ProcessOptions = {
  name: ProcessName;
  rootDir: string;
  /** Holds the log files, `web.log` and `worker.log`. */
  dataDir: string;
  env: NodeJS.ProcessEnv;
  terminal: Terminal;
  onGaveUp: (error: StartError) => void;
};

/** Requests under way get this long, and gradings too: what isn't done by then is done again. */
const DRAIN_MS = 20_000;

/**
 * Starts `server/<name>/main.ts` under supervision. `ready` settles the first time it does its
 * work, or rejects with StartError when it does not come up.
 */
export function runProcess(options: ProcessOptions): { ready: Promise<ReadyMessage>; stop: Stop } {
  const { name, rootDir, terminal } = options;
  const logFile = openLogFile(join(options.dataDir, `${name}.log`), terminal.say);
  const first = createDeferred<ReadyMessage>();
  let wasReady = false;
  const supervised = supervise({
    name,
    log: terminal.say,
    launch: () =>
      spawnChild({
        rootDir,
        program: join(rootDir, "server", name, "main.ts"),
        env: options.env,
        onOutput: (child) => followOutput(child, name, logFile, terminal.say),
      }),
    onReady: (message) => {
      if (wasReady) terminal.say(`The ${name} process is back.`);
      wasReady = true;
      first.resolve(message);
    },
    onGaveUp: (error) => (wasReady ? options.onGaveUp(error) : first.reject(error)),
  });
  return {
    ready: first.promise,
    stop: async (urgency) => {
      await supervised.stop(urgency === "now" ? 0 : DRAIN_MS);
      logFile.end();
    },
  };
}

type Deferred<Value> = {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
  reject: (error: Error) => void;
};

function createDeferred<Value>(): Deferred<Value> {
  let settle: Omit<Deferred<Value>, "promise"> | undefined;
  const promise = new Promise<Value>((resolve, reject) => (settle = { resolve, reject }));
  if (!settle) throw new Error("A promise runs its executor at once");
  return { promise, ...settle };
}
