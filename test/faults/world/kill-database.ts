import { readFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { listDescendants } from "../../support/processes";

export type DatabaseKills = {
  /** SIGKILL to the main process; `startEmbeddedPostgres` starts another. */
  killServer: () => Promise<void>;
  /** SIGKILL to one that serves a client: the server then ends all others and recovers. */
  killBackend: () => Promise<void>;
};

/** A connection's process calls itself "postgres: user database 127.0.0.1(port) …". */
const CLIENT_PROCESS = /^postgres: .*127\.0\.0\.1\(/;

export function createDatabaseKills(dataDir: string): DatabaseKills {
  /** Null while there is none: another kill, a moment earlier, has ended it. */
  async function findServer(): Promise<number | null> {
    const files = readdirSync(dataDir, { recursive: true, encoding: "utf8" });
    const pidFile = files.find((name) => name.endsWith("postmaster.pid"));
    if (pidFile === undefined) return null;
    return Number((await readFile(join(dataDir, pidFile), "utf8")).split("\n")[0]);
  }
  return {
    killServer: async () => kill(await findServer()),
    killBackend: async () => {
      const server = await findServer();
      const all = server === null ? [] : listDescendants(server);
      kill(all.find(({ command }) => CLIENT_PROCESS.test(command))?.pid ?? null);
    },
  };
}

/** A process that ended meanwhile needs no kill. */
function kill(pid: number | null): void {
  if (pid === null) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
