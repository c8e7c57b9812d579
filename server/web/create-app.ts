import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { Express, RequestHandler } from "express";
import type { LevelWithSilent, Logger } from "pino";
import { pinoHttp } from "pino-http";
import type { LoginLimiter } from "../accounts/login-limiter";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { MAX_SCENE_BYTES } from "../diagram/scene.schema";
import type { Env } from "../env";
import { AppError } from "../errors";
import type { JobQueue } from "../jobs/queue";
import { judgeDefaults } from "../judges/describe-judge";
import type { JudgeSettings } from "../judges/describe-judge";
import { findOllama } from "../judges/find-ollama";
import type { Study } from "../study/study";
import { answerError } from "./answer-error";
import type { RequestContext } from "./context";
import { refuseForeignWrites } from "./csrf";
import { eventsRoute } from "./events-route";
import type { GradeHub } from "./grade-hub";
import { ownOrigins, requireLoopbackHost } from "./origins";
import { saveRoute } from "./save-route";
import { createNonce, securityHeaders } from "./security-headers";
import { createSessionCookie } from "./session-cookie";
import { loadViewer } from "./viewer";
import { createDraftChecker, createDraftDrawer } from "../threads/draft-threads";
import type { Threads } from "../threads/open-threads";

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
  threads: Threads;
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
  if (env.SCALEBOARD_EMBEDDED) app.use(requireLoopbackHost);
  app.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  app.use(compression());
  if (page.assets) app.use(page.assets);
  else serveBuild(app);
  app.use("/excalidraw/fonts", express.static(FONTS_DIR, { immutable: true, maxAge: "1y" }));
  app.use(
    pinoHttp({
      logger: tools.log,
      serializers: { req: describeRequest },
      customLogLevel: chooseLogLevel,
    }),
  );
  app.use(createNonce, securityHeaders({ isHttps }), refuseForeignWrites(ownOrigins(env)));
  app.use(refuseNul);
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
        jobs: tools.jobs,
        study: tools.study,
        checkDraft: createDraftChecker(tools.threads),
        drawDraft: createDraftDrawer(tools.threads),
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

/**
 * Method, path and id: query strings and headers can carry what a log should not hold, and so does
 * the path of an invitation's link.
 */
function describeRequest(request: { id: unknown; method: string; url: string }): {
  id: unknown;
  method: string;
  path: string;
} {
  const path = request.url.split("?")[0] ?? "";
  const shown = path.replace(/^\/invitation\/.*/, "/invitation/…");
  return { id: request.id, method: request.method, path: shown };
}

/** A save a second from everybody at work is no news; one that fails still is. */
function chooseLogLevel(request: IncomingMessage, response: ServerResponse): LevelWithSilent {
  const isSave =
    request.method === "POST" && /^\/api\/attempts\/[^/]+\/save$/.test(request.url ?? "");
  return isSave && response.statusCode === 200 ? "debug" : "info";
}

/** No address of ours holds one, and the database refuses it in any text. */
const refuseNul: RequestHandler = (request, _response, next) => {
  if (!request.url.includes("%00")) return next();
  const userMessage = "There is nothing at this address: it holds a character that no text has.";
  next(new AppError("bad_request", { message: "NUL in the address", userMessage }));
};
