import "../default-node-env";
import { orEnd, readEnv, requireDatabaseUrl } from "../env";
import { createLog } from "../log";
import { logStrayOutput } from "../logging/log-stray-output";
import { endWithParent, reportReady, stopWhenAsked } from "../start/supervised";
import { readVersion } from "../version";
import { startWorker } from "./start-worker";

endWithParent();
const env = orEnd(() => requireDatabaseUrl(readEnv()));
const log = createLog("worker", env.LOG_LEVEL);
log.info(readVersion(), "starting");
logStrayOutput(log);
const worker = await startWorker(env, log);
stopWhenAsked(() => worker.stop(), { onSignal: (signal) => log.info({ signal }, "stopping") });
const { judge } = await worker.judges.current();
log.info(
  { judge: judge.kind, model: judge.requestedModel, redis: Boolean(env.REDIS_URL) },
  "worker is ready",
);
reportReady();
