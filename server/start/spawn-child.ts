import { spawn, type ChildProcess } from "node:child_process";
import { z } from "zod";
import { sendSignal } from "../db/embedded/os-process";
import type { Child, ChildExit } from "./supervise";
import type { ReadyMessage } from "./supervised";

const readySchema = z.object({ type: z.literal("ready"), url: z.string().optional() });

type SpawnOptions = {
  rootDir: string;
  /** A TypeScript file, run by this very Node. */
  program: string;
  env: NodeJS.ProcessEnv;
  onOutput: (child: ChildProcess) => void;
};

/**
 * Starts a program of ours with a channel to it. It gets a session of its own, so that a Ctrl-C in
 * the terminal reaches only the parent, which then decides; and it ends when the channel ends, so
 * that a killed parent leaves no child.
 */
export function spawnChild(options: SpawnOptions): Child {
  const isWindows = process.platform === "win32";
  const child = spawn(process.execPath, ["--import", "tsx", options.program], {
    cwd: options.rootDir,
    env: options.env,
    detached: !isWindows,
    windowsHide: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  options.onOutput(child);
  const signalChild = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined) sendSignal(child.pid, signal);
  };
  return {
    ready: waitForReady(child),
    exited: waitForExit(child),
    // Windows knows no signals; the end of the channel says the same.
    askToStop: () => (isWindows ? child.disconnect() : signalChild("SIGTERM")),
    kill: () => signalChild("SIGKILL"),
  };
}

function waitForReady(child: ChildProcess): Promise<ReadyMessage> {
  return new Promise((resolve) => {
    child.on("message", (message) => {
      const parsed = readySchema.safeParse(message);
      if (parsed.success) resolve(parsed.data);
    });
  });
}

function waitForExit(child: ChildProcess): Promise<ChildExit> {
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: null, signal: null }));
    // "close" and not "exit": its last words have then been read.
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
