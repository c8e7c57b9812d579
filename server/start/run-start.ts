import { envForChild, type Env } from "../env";
import { buildApp, isBuildStale, type BuildKind } from "./build-app";
import { requireUnusedBuild } from "./build-users";
import { StoppedWhileStarting } from "./lifetime";
import { noteCommit } from "./note-commit";
import { prepareRun, sayReady, type StartOptions } from "./prepare-run";
import { runProcess } from "./run-processes";

/**
 * The start itself: the app is built, if need be, while the database comes up; then the web process
 * runs, and the worker after it. Returns when both do; all that runs is owned by `lifetime`.
 * @throws StartError
 */
export async function runStart(options: StartOptions): Promise<void> {
  const { rootDir, terminal, lifetime } = options;
  // Before a database is started, or brought to this version under a process of the last one.
  if (await isBuildStale(rootDir, chooseKind(options.env))) await requireUnusedBuild(rootDir);
  const { dataDir, env, address } = await prepareRun(options, () => prepareApp(options));
  const shared = { rootDir, dataDir, terminal, env, onGaveUp: options.onFailure };
  const web = runProcess({ ...shared, name: "web" });
  const running = [web];
  await lifetime.own(async (urgency) => {
    await Promise.all(running.map((process) => process.stop(urgency)));
  });
  const { url } = await web.ready;
  if (lifetime.signal.aborted) throw new StoppedWhileStarting();
  sayReady(options, url ?? address);
  // After the pages: on two cores its threads would hold up the first one, and no work is there yet.
  const worker = runProcess({ ...shared, name: "worker" });
  running.push(worker);
  await worker.ready;
}

function chooseKind(env: Env): BuildKind {
  return env.DATABASE_URL === undefined ? "quick" : "small";
}

async function prepareApp({ rootDir, env, terminal, lifetime }: StartOptions): Promise<void> {
  const kind = chooseKind(env);
  if (!(await isBuildStale(rootDir, kind))) return noteCommit(rootDir, { isFresh: false });
  const done = terminal.tick("Building the app, once and after changes");
  try {
    const buildEnv = envForChild({ NODE_ENV: "production" });
    await buildApp({ rootDir, kind, env: buildEnv, signal: lifetime.signal });
  } finally {
    done();
  }
}
