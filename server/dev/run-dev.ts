import type { ChildProcess } from "node:child_process";
import { prepareRun, sayReady, type StartOptions } from "../start/prepare-run";
import { createPrinter, followPrettily } from "./pretty-output";
import { runWatched } from "./run-watched";

/**
 * Runs the two processes on their sources: each starts anew when a file that it runs is changed, but
 * pages and what they call, which the web process takes up by itself. Returns when the address can
 * be opened; all that runs is owned by `options.lifetime`.
 * @throws StartError when they can't be started at all; a fault in the code is told, and waited out
 */
export async function runDev(options: StartOptions): Promise<void> {
  const { rootDir, terminal, lifetime } = options;
  const { env, address } = await prepareRun(options);
  const print = createPrinter({ colors: process.stdout.isTTY });
  const shared = {
    rootDir,
    env,
    say: terminal.say,
    onOutput: (child: ChildProcess, name: string) =>
      followPrettily(child, name, print, terminal.say),
  };
  const web = runWatched({
    ...shared,
    name: "web",
    program: "server/dev/web.ts",
    settings: ["vite.config.ts", "remix.config.js"],
  });
  const worker = runWatched({ ...shared, name: "worker", program: "server/worker/main.ts" });
  await lifetime.own(async (urgency) => {
    await Promise.all([web.stop(urgency), worker.stop(urgency)]);
  });
  // Not the worker: one whose code is broken must not keep the pages away.
  const { url } = await web.ready;
  sayReady(options, url ?? address);
}
