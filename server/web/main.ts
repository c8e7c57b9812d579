import "../default-node-env";
import { existsSync } from "node:fs";
import type { ServerBuild } from "@remix-run/node";
import { findWebFault, readEnv, requireDatabaseUrl } from "../env";
import { createLog } from "../log";
import { logStrayOutput } from "../logging/log-stray-output";
import { endWithParent, reportReady, stopWhenAsked } from "../start/supervised";
import { startWeb } from "./start-web";

const BUILD = new URL("../../build/server/index.js", import.meta.url);

endWithParent();
const env = requireDatabaseUrl(readEnv());
const fault = findWebFault(env);
if (fault) throw new Error(`${fault.message} ${fault.whatToDo}`);
const log = createLog("web", env.LOG_LEVEL);
logStrayOutput(log);
if (!existsSync(BUILD)) {
  throw new Error(
    "The app is not built. Run `npm run build` first; `npm start` does it by itself.",
  );
}
const build = (await import(BUILD.href)) as ServerBuild;
const web = await startWeb(env, log, { build });
stopWhenAsked(() => web.stop(), { onSignal: (signal) => log.info({ signal }, "stopping") });
log.info({ url: web.url }, "web is ready");
reportReady({ url: web.url });
