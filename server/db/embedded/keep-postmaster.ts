import { setTimeout as delay } from "node:timers/promises";
import type { Explanation } from "./explain-failure";
import { clearLeftover } from "./postmaster-file";
import { findFreePort, type Postmaster } from "./run-postmaster";
import { StartError } from "./start-error";

type Launch = (port: number) => Promise<Postmaster | Explanation>;

type KeepOptions = {
  clusterDir: string;
  log: (line: string) => void;
  /** Called once when the server can't be brought back. */
  onFailure?: ((error: StartError) => void) | undefined;
};

/** A killed server's own children need a moment to notice before a new one may start. */
const RETRY_PAUSE_MS = 200;
const RETRY_FOR_MS = 15_000;
const MAX_DEATHS = 5;
const DEATHS_WINDOW_MS = 60_000;

/**
 * Launches the server and starts it again on the same port whenever it dies, so that clients only
 * reconnect. Gives up after five deaths within a minute.
 * @throws StartError when the first launch fails
 */
export async function keepPostmaster(
  launch: Launch,
  options: KeepOptions,
): Promise<{ port: number; stop: () => Promise<void> }> {
  let current = await launchPatiently(launch, await findFreePort(), { mayMove: true });
  const { port } = current;
  let stopping = false;
  const supervision = watch();

  async function watch(): Promise<void> {
    const deaths: number[] = [];
    for (;;) {
      const how = await current.gone;
      if (stopping) return;
      const now = Date.now();
      deaths.push(now);
      while (deaths[0] !== undefined && deaths[0] < now - DEATHS_WINDOW_MS) deaths.shift();
      if (deaths.length > MAX_DEATHS) return options.onFailure?.(diesTooOften(how));
      options.log(`The database server ended (${how}). Starting it again.`);
      try {
        current = await relaunch();
      } catch (error) {
        if (stopping) return;
        return options.onFailure?.(asStartError(error));
      }
      options.log("The database is back.");
    }
  }

  async function relaunch(): Promise<Postmaster> {
    await clearLeftover(options.clusterDir);
    const next = await launchPatiently(launch, port, { mayMove: false });
    // A stop that came meanwhile saw only the dead one.
    if (stopping) await next.stop();
    return next;
  }

  async function stop(): Promise<void> {
    stopping = true;
    await current.stop();
    await supervision;
  }

  return { port, stop };
}

async function launchPatiently(
  launch: Launch,
  firstPort: number,
  options: { mayMove: boolean },
): Promise<Postmaster> {
  const endsAt = Date.now() + RETRY_FOR_MS;
  let port = firstPort;
  for (;;) {
    const result = await launch(port);
    if (!("kind" in result)) return result;
    if (result.kind === "refused") throw result.error;
    if (Date.now() > endsAt) throw folderBusy(result.kind);
    if (result.kind === "port_taken" && options.mayMove) port = await findFreePort();
    else await delay(RETRY_PAUSE_MS);
  }
}

function folderBusy(kind: "port_taken" | "still_stopping"): StartError {
  return kind === "port_taken"
    ? new StartError(
        "The database's port was taken by another program.",
        "Start again: a free port will be chosen.",
      )
    : new StartError(
        "Another PostgreSQL server uses the database's folder.",
        "Stop it (look for `postgres` among the processes), then start again.",
      );
}

function diesTooOften(how: string): StartError {
  return new StartError(
    `The database server keeps crashing (last: ${how}).`,
    "Look at the end of postgres.log in the data folder. Check memory and disk space. Nothing that was saved is lost.",
  );
}

function asStartError(error: unknown): StartError {
  if (error instanceof StartError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new StartError(`The database could not be started again: ${text}`, "Start again.", {
    cause: error,
  });
}
