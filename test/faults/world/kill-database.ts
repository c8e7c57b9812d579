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
  async function findServer(): Promise<number> {
    const files = readdirSync(dataDir, { recursive: true, encoding: "utf8" });
    const pidFile = files.find((name) => name.endsWith("postmaster.pid"));
    if (pidFile === undefined) throw new Error(`no server runs on ${dataDir}`);
    return Number((await readFile(join(dataDir, pidFile), "utf8")).split("\n")[0]);
  }
  return {
    killServer: async () => {
      process.kill(await findServer(), "SIGKILL");
    },
    killBackend: async () => {
      const backend = listDescendants(await findServer()).find(({ command }) =>
        CLIENT_PROCESS.test(command),
      );
      if (!backend) throw new Error("no process of the database serves a client");
      process.kill(backend.pid, "SIGKILL");
    },
  };
}
