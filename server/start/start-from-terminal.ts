import { fileURLToPath } from "node:url";
import { StartError } from "../db/embedded/start-error";
import { isRunByNpm, readEnv } from "../env";
import { StoppedWhileStarting, createLifetime } from "./lifetime";
import { createSignalReader } from "./read-signals";
import type { StartOptions } from "./prepare-run";
import { createTerminal } from "./terminal";
import { watchLauncher } from "./watch-launcher";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const EXIT_KILLED = 130;
/** How long a second Ctrl-C may still take before this process leaves without waiting. */
const HURRY_MS = 3_000;

/** Faults in what a person wrote: each line of the message says what to fix, and where. */
const NAMES_ITS_REMEDY = new Set(["ContentError", "EnvError"]);

/**
 * Runs a start for a person at a terminal, from the first line to the exit code.
 * @param name of the script in package.json and of the program in `server/`
 * @param run returns when the person can begin; what it throws is told and ends everything
 */
export async function startFromTerminal(
  name: "start" | "dev",
  run: (options: StartOptions) => Promise<void>,
): Promise<void> {
  const terminal = createTerminal(process.stdout);
  const lifetime = createLifetime();
  const readSignal = createSignalReader();
  let exitCode = 0;

  async function leave(urgency: "drain" | "now", code: number): Promise<void> {
    exitCode ||= code;
    try {
      await lifetime.end(urgency);
    } catch (error) {
      terminal.say(describe(error));
      exitCode = 1;
    }
    process.exit(exitCode);
  }

  function fail(error: unknown): void {
    if (error instanceof StoppedWhileStarting || lifetime.signal.aborted) return;
    terminal.say(describe(error));
    void leave("drain", 1);
  }

  function onSignal(): void {
    const meaning = readSignal();
    if (meaning === "stop") {
      terminal.say("Stopping: finishing what is in progress. Ctrl-C again stops now.");
      void leave("drain", 0);
    } else if (meaning === "stop_now") {
      // Should even this hang: the database's watcher ends it once this process is gone.
      setTimeout(() => process.exit(EXIT_KILLED), HURRY_MS);
      void leave("now", EXIT_KILLED);
    }
  }

  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  if (isRunByNpm(name)) {
    await watchLauncher(`server/${name}.ts`, () => {
      terminal.say("npm has ended, so Scaleboard stops as well.");
      void leave("drain", 0);
    });
  }
  const startedAtMs = Date.now() - Math.round(process.uptime() * 1000);
  try {
    await run({
      rootDir: ROOT_DIR,
      env: readEnv(),
      terminal,
      lifetime,
      startedAtMs,
      onFailure: fail,
    });
  } catch (error) {
    fail(error);
  }
}

/** Expected faults in two plain sentences; the rest with its stack, which a report needs. */
function describe(error: unknown): string {
  if (error instanceof StartError) {
    return `\nScaleboard cannot run.\n${error.message}\nWhat to do: ${error.whatToDo}`;
  }
  if (error instanceof Error && NAMES_ITS_REMEDY.has(error.name)) {
    return `\nScaleboard cannot run.\n${error.message}`;
  }
  if (!(error instanceof Error)) return `\nScaleboard cannot run: ${String(error)}`;
  return `\nScaleboard cannot run.\n${error.stack ?? error.message}`;
}
