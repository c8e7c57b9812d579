import type { ChildProcess } from "node:child_process";
import { join, relative } from "node:path";
import { spawnChild } from "../start/spawn-child";
import type { Stop } from "../start/lifetime";
import { describeExit, type Child } from "../start/supervise";
import type { ReadyMessage } from "../start/supervised";
import { listReach } from "./list-reach";
import { waitForChange } from "./wait-for-change";

type WatchedOptions = {
  /** As the person knows it: "web", "worker". */
  name: string;
  rootDir: string;
  /** Path from the root. It says when it is ready, and ends when asked to. */
  program: string;
  /** Other files, by their paths from the root, whose change starts it anew. */
  settings?: string[];
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  onOutput: (child: ChildProcess, name: string) => void;
};

/** What is under way has this long; it is done again by the next one. */
const DRAIN_MS = 2_000;

/**
 * Keeps a program running as its files stand: starts it anew when one that it runs has changed, and
 * one that ended by itself not before that.
 * @returns `ready` settles the first time it does its work, and never rejects
 */
export function runWatched(options: WatchedOptions): { ready: Promise<ReadyMessage>; stop: Stop } {
  const { name, rootDir, say } = options;
  const stopping = new AbortController();
  const { promise: ready, resolve: onReady } = createSignal<ReadyMessage>();
  let child: Child | null = null;

  async function runOnce(): Promise<void> {
    const files = await listReach(rootDir, [options.program, ...(options.settings ?? [])]);
    const change = waitForChange(files, stopping.signal);
    const started = spawnChild({
      rootDir,
      program: join(rootDir, options.program),
      env: options.env,
      onOutput: (process) => options.onOutput(process, name),
    });
    child = started;
    void started.ready.then(onReady);
    const exit = await Promise.race([started.exited, change.then(() => null)]);
    if (exit !== null && !stopping.signal.aborted) {
      say(`The ${name} process ended (${describeExit(exit)}). It waits for a change in its files.`);
    }
    const file = await change;
    if (exit === null) await endChild(started);
    if (file !== null) say(`${relative(rootDir, file)} changed: the ${name} process restarts.`);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) await runOnce();
  }

  const ended = run();
  return {
    ready,
    stop: async (urgency) => {
      stopping.abort();
      if (urgency === "now") child?.kill();
      await ended;
    },
  };
}

async function endChild(child: Child): Promise<void> {
  child.askToStop();
  const timer = setTimeout(() => child.kill(), DRAIN_MS);
  await child.exited;
  clearTimeout(timer);
}

function createSignal<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
