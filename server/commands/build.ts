import { fileURLToPath } from "node:url";
import { StartError } from "../db/embedded/start-error";
import { envForChild } from "../env";
import { buildApp, isBuildStale } from "../start/build-app";
import { noteCommit } from "../start/note-commit";
import { createTerminal } from "../start/terminal";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));

/** `npm run build`: the build for servers. Nothing, where build/ is of these sources. */
async function main(): Promise<void> {
  const terminal = createTerminal(process.stdout);
  if (!(await isBuildStale(ROOT_DIR, "small"))) {
    await noteCommit(ROOT_DIR, { isFresh: false });
    return terminal.say("build/ is up to date.");
  }
  // The build runs in a process group of its own, which no Ctrl-C reaches.
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  const done = terminal.tick("Building the app");
  try {
    const env = envForChild({ NODE_ENV: "production" });
    await buildApp({ rootDir: ROOT_DIR, kind: "small", env, signal: stop.signal });
    done();
    terminal.say("Built into build/.");
  } catch (error) {
    done();
    process.exitCode = 1;
    if (stop.signal.aborted) terminal.say("Stopped: build/ is incomplete.");
    else if (error instanceof StartError) console.error(`${error.message}\n${error.whatToDo}`);
    else throw error;
  }
}

await main();
