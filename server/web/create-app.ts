import { fileURLToPath } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { Express, RequestHandler } from "express";
import type { Logger } from "pino";
import type { LoginLimiter } from "../accounts/login-limiter";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { MAX_SCENE_BYTES } from "../diagram/scene.schema";
import type { Env } from "../env";
import { boundQueue, QUEUE_WAIT_MS } from "../jobs/bound-queue";
import type { JobQueue } from "../jobs/queue";
import { judgeDefaults } from "../judges/describe-judge";
import type { JudgeSettings } from "../judges/describe-judge";
import { findOllama } from "../judges/find-ollama";
import type { Study } from "../study/study";
import { answerError } from "./answer-error";
import { noteFailure } from "./answer-outage";
import type { RequestContext } from "./context";
import { refuseForeignWrites } from "./csrf";
import { eventsRoute } from "./events-route";
import type { GradeHub } from "./grade-hub";
import { keepPrivate } from "./keep-private";
import { logRequests } from "./log-requests";
import { ownOrigins, requireOwnMachine } from "./origins";
import { readinessRoute } from "./readiness";
import { refuseUnreadable } from "./refuse-unreadable";
import { saveRoute } from "./save-route";
import { createNonce, permissionsPolicy, securityHeaders } from "./security-headers";
import { createSessionCookie } from "./session-cookie";
import { loadViewer } from "./viewer";

const CLIENT_DIR = fileURLToPath(new URL("../../build/client", import.meta.url));
const FONTS_DIR = fileURLToPath(
  new URL("../../node_modules/@excalidraw/excalidraw/dist/prod/fonts", import.meta.url),
);
/** A whole scene with its pictures in base64, and five long answers. */
const MAX_SAVE_BYTES = MAX_SCENE_BYTES * 2;

export type WebTools = {
  db: Db;
  jobs: JobQueue;
  hub: GradeHub;
  loginLimiter: LoginLimiter;
  log: Logger;
  /** False: the offline judge grades, and pages say so. */
  hasModel: boolean;
  judge: JudgeSettings;
  study: Study;
};

export type PageBuild = {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Serves modules in development; absent in production, where `build/client` is served. */
  assets?: RequestHandler;
};

/** The whole web side as one express app; it listens to nothing by itself. */
export function createApp(env: Env, tools: WebTools, page: PageBuild): Express {
  const app = express();
  const isHttps = env.APP_URL?.startsWith("https://") ?? false;
  const cookies = createSessionCookie({ isHttps });
  app.disable("x-powered-by");
  app.set("trust proxy", env.TRUSTED_PROXIES);
  if (env.SCALEBOARD_EMBEDDED) app.use(requireOwnMachine);
  app.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  app.get("/readyz", readinessRoute({ ...tools, env }));
  app.use(compression());
  if (page.assets) app.use(page.assets);
  else serveBuild(app);
  app.use("/excalidraw/fonts", express.static(FONTS_DIR, { immutable: true, maxAge: "1y" }));
  app.use(logRequests(tools.log));
  app.use(createNonce, securityHeaders({ isHttps }), permissionsPolicy, keepPrivate);
  app.use(refuseUnreadable, refuseForeignWrites(ownOrigins(env)));
  app.use(loadViewer(tools.db, cookies.read));
  app.post(
    "/api/attempts/:attemptId/save",
    express.json({ limit: MAX_SAVE_BYTES }),
    saveRoute({ db: tools.db }),
  );
  app.get("/api/attempts/:attemptId/events", eventsRoute({ db: tools.db, hub: tools.hub }));
  app.all(
    "*",
    createRequestHandler({
      build: page.build,
      mode: env.NODE_ENV,
      getLoadContext: (request, response): RequestContext => ({
        db: tools.db,
        jobs: boundQueue(tools.jobs, QUEUE_WAIT_MS, { requestId: String(request.id) }),
        study: tools.study,
        viewer: response.locals.viewer as Viewer | null,
        sessionToken: response.locals.sessionToken as string | null,
        loginLimiter: tools.loginLimiter,
        findOllama: () => findOllama(),
        cookies,
        settings: {
          isDemo: env.SCALEBOARD_EMBEDDED,
          hasModel: tools.hasModel,
          judgeDefaults: judgeDefaults(env),
          judge: tools.judge,
          appUrl: env.APP_URL ?? `${request.protocol}://${request.get("host")}`,
        },
        clientAddress: request.ip ?? "unknown",
        cspNonce: response.locals.cspNonce as string,
        log: request.log as Logger,
        onFailure: (error) => noteFailure(response, error),
      }),
    }),
  );
  app.use(answerError);
  return app;
}

function serveBuild(app: Express): void {
  app.use("/assets", express.static(`${CLIENT_DIR}/assets`, { immutable: true, maxAge: "1y" }));
  app.use(express.static(CLIENT_DIR, { maxAge: "1h", index: false }));
}
