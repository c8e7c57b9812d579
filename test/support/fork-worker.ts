import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The worker as it runs, in a process of its own; resolves when it is ready. */
export async function forkWorker(
  databaseUrl: string,
  settings: Record<string, string>,
): Promise<ChildProcess> {
  const worker = fork(fileURLToPath(new URL("../../server/worker/main.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: "warn", ...settings },
  });
  await once(worker, "message");
  return worker;
}
