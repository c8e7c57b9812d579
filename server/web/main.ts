import "../default-node-env";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { EnvError, findWebFault, orEnd, readEnv, requireDatabaseUrl } from "../env";
import type { Env } from "../env";
import { createLog } from "../log";
import { logStrayOutput } from "../logging/log-stray-output";
import { useBuild } from "../start/build-users";
import { endWithParent, reportReady, stopWhenAsked } from "../start/supervised";
import { readVersion } from "../version";
import { startWeb } from "./start-web";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));
const BUILD = new URL("../../build/server/index.js", import.meta.url);

endWithParent();
const env = orEnd(readWebEnv);
const log = createLog("web", env.LOG_LEVEL);
log.info(readVersion(), "starting");
logStrayOutput(log);
const letGoOfBuild = await useBuild(ROOT_DIR, `http://${env.HOST}:${env.PORT}`).catch(
  (error: unknown) => {
    log.info({ err: error }, "build/ can't be marked as in use");
    return () => Promise.resolve();
  },
);
const build = (await import(BUILD.href)) as ServerBuild;
const web = await startWeb(env, log, { build });
async function stop(): Promise<void> {
  await web.stop();
  await letGoOfBuild();
}
stopWhenAsked(stop, { onSignal: (signal) => log.info({ signal }, "stopping") });
log.info({ url: web.url }, "web is ready");
reportReady({ url: web.url });

function readWebEnv(): Env & { DATABASE_URL: string } {
  const env = requireDatabaseUrl(readEnv());
  const fault = findWebFault(env);
  if (fault) throw new EnvError(`${fault.message} ${fault.whatToDo}`);
  if (existsSync(BUILD)) return env;
  throw new EnvError(
    "The app is not built. Run `npm run build` first; `npm start` does it by itself.",
  );
}
