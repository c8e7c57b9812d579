import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { Express, RequestHandler } from "express";
import type { Logger } from "pino";
import type { LoginLimiter } from "../accounts/login-limiter";
import { personLimits } from "../env";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import type { Env } from "../env";
import { boundQueue, QUEUE_WAIT_MS } from "../jobs/bound-queue";
import type { JobQueue } from "../jobs/queue";
import { judgeDefaults } from "../judges/describe-judge";
import { toAddressRules } from "../judges/name-model";
import { estimateCheck } from "../judges/check/estimate-check";
import { createKeyVault } from "../settings/key-vault";
import { chooseSpeech, describeSpeech } from "../speech/choose-speech";
import type { Study } from "../study/study";
import { readVersion } from "../version";
import { answerError } from "./answer-error";
import { noteFailure } from "./answer-outage";
import type { RequestContext } from "./context";
import { refuseForeignWrites } from "./csrf";
import { eventsRoute } from "./events-route";
import type { EventHub } from "./event-hub";
import { createJudgeReader, readOnce } from "./judge-in-use";
import { keepPrivate } from "./keep-private";
import { logRequests } from "./log-requests";
import { createModelServers } from "./model-servers";
import { ownOrigins, requireOwnMachine } from "./origins";
import { readinessRoute } from "./readiness";
import { robotsRoute } from "./robots-route";
import { saveRoute } from "./save-route";
import { sessionRoute } from "./session-route";
import { speechRoutes } from "./speech-route";
import { createModelListLimit, createPreviewLimit } from "./person-limits";
import { createSharedLimit } from "./shared-limit";
import { createNonce, permissionsPolicy, securityHeaders } from "./security-headers";
import { createReadGate } from "./read-gate";
import { hasPlace, readInTurn, waitForTurn } from "./read-in-turn";
import { createSiteOf } from "./site-of";
import { sitemapRoute } from "./sitemap-route";
import { createSessionCookie } from "./session-cookie";
import { takeTurns } from "./take-turns";
import { warnOfUntrustedProxy } from "./untrusted-proxy";
import { refuseAhead } from "./refuse-ahead";
import { refuseStrangeRequests } from "./request-door";
import { serveAssets } from "./serve-assets";
import { replaceEncoder } from "./single-fetch/replace-encoder";
import { loadViewer } from "./viewer";
import { createAddressCheck } from "./wrong-address";
import { createAnswerGate } from "../threads/answer-gate";
import { createDraftChecker, createDraftDrawer } from "../threads/draft-threads";
import type { Threads } from "../threads/open-threads";
import type { ReadTasks } from "../threads/read-tasks";
import { createWorkReader } from "./work-reader";

const BUILD_DIR = fileURLToPath(new URL("../../build", import.meta.url));
const FONTS_DIR = fileURLToPath(
  new URL("../../node_modules/@excalidraw/excalidraw/dist/prod/fonts", import.meta.url),
);

export type WebTools = {
  db: Db;
  /** On connections of their own, for expensive pages: what they ask keeps no other page waiting. */
  readDb: Db;
  jobs: JobQueue;
  hub: EventHub;
  loginLimiter: LoginLimiter;
  log: Logger;
  study: Study;
  threads: Threads;
  reading: Threads<ReadTasks>;
};

export type PageBuild = {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /**
   * Serves modules to a page that is reloaded while it is open, and relaxes the content policy by
   * what that needs. Only server/dev/ passes it; without it `build/client` is served.
   */
  assets?: RequestHandler;
};

/** The whole web side as one express app; it listens to nothing by itself. */
export function createApp(env: Env, tools: WebTools, page: PageBuild): Express {
  replaceEncoder();
  const app = express();
  const isHttps = env.APP_URL?.startsWith("https://") ?? false;
  const version = readVersion();
  const expectedOrigin = env.APP_URL === undefined ? null : new URL(env.APP_URL).origin;
  const isHot = page.assets !== undefined;
  const cookies = createSessionCookie({ isHttps });
  const takePreview = createPreviewLimit(env.PREVIEWS_PER_MINUTE);
  const takeSharedLook = createSharedLimit();
  const takeModelList = createModelListLimit();
  const takeSharedDrawing = createSharedLimit();
  const reads = createReadGate();
  const work = createWorkReader(tools.readDb, tools.reading);
  const vault = createKeyVault(env.SETTINGS_KEY);
  const judgeReader = createJudgeReader(env, tools.db, vault);
  const modelServers = createModelServers(toAddressRules(env), env.PORT);
  const defaults = judgeDefaults(env);
  const speechHere = describeSpeech(env);
  const limits = personLimits(env);
  const siteOf = createSiteOf(env);
  app.disable("x-powered-by");
  app.set("trust proxy", env.TRUSTED_PROXIES);
  if (env.SCALEBOARD_EMBEDDED) app.use(requireOwnMachine);
  if (env.TRUSTED_PROXIES === 0) app.use(warnOfUntrustedProxy(tools.log));
  // Compressed already, and too many a page to carry what only pages need. Vite has its own.
  if (!page.assets) app.use("/assets", serveAssets(BUILD_DIR));
  app.use("/excalidraw/fonts", express.static(FONTS_DIR, { immutable: true, maxAge: "1y" }));
  app.use(
    createNonce,
    securityHeaders({ isHttps, isHot, coversSubdomains: env.HSTS_INCLUDE_SUBDOMAINS }),
    permissionsPolicy({ hasMicrophone: speechHere.hears }),
  );
  app.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  app.get("/readyz", readinessRoute({ ...tools, env }));
  app.use(compression());
  app.use(page.assets ?? express.static(join(BUILD_DIR, "client"), { maxAge: "1h", index: false }));
  app.use(logRequests(tools.log));
  app.use(takeTurns());
  app.use(keepPrivate);
  const checkAddress = createAddressCheck(expectedOrigin, tools.log);
  app.use(refuseForeignWrites(ownOrigins(env), checkAddress), refuseStrangeRequests);
  app.use(loadViewer(tools.db, cookies.read), refuseAhead);
  const late = { hours: env.LATE_WORK_HOURS, maxBytes: env.LATE_WORK_MAX_BYTES };
  app.post(
    "/api/attempts/:attemptId/save",
    saveRoute({ db: tools.db, late, maxBytes: limits.storedBytes }),
  );
  const speech = speechRoutes({
    db: tools.db,
    speech: chooseSpeech(env),
    bounds: { defaults, maxSharePercent: env.JUDGE_MAX_SHARE_PER_PERSON },
  });
  app.post("/api/attempts/:attemptId/speech", speech.hear);
  app.post("/api/attempts/:attemptId/say", speech.say);
  app.post("/api/speech", speech.hearAnywhere);
  app.get("/api/session", sessionRoute);
  app.get("/robots.txt", robotsRoute(siteOf));
  app.get("/sitemap.xml", sitemapRoute({ db: tools.db, study: tools.study, siteOf }));
  app.get(
    "/api/events",
    eventsRoute({ db: tools.db, hub: tools.hub, streamsPerPerson: env.STREAMS_PER_PERSON }),
  );
  app.use(waitForTurn(reads));
  app.all(
    "*",
    createRequestHandler({
      build: page.build,
      mode: env.NODE_ENV,
      getLoadContext: (request, response): RequestContext => {
        const getJudge = readOnce(judgeReader.read);
        return {
          db: hasPlace(response) ? tools.readDb : tools.db,
          jobs: boundQueue(tools.jobs, QUEUE_WAIT_MS, { requestId: String(request.id) }),
          study: tools.study,
          checkDraft: createDraftChecker(tools.threads, {
            topics: [...tools.study.topics.keys()],
            coverageOf: async (rubric) => (await getJudge()).coverageOf(rubric),
          }),
          getJudge,
          forgetJudge: judgeReader.forget,
          modelServers,
          vault,
          drawDraft: createDraftDrawer(tools.threads),
          gateAnswer: createAnswerGate(tools.threads),
          work,
          inTurn: readInTurn(reads, request, response),
          viewer: response.locals.viewer as Viewer | null,
          sessionToken: response.locals.sessionToken as string | null,
          loginLimiter: tools.loginLimiter,
          deviceToken: cookies.readDevice(request.get("cookie")),
          takePreview,
          takeSharedLook,
          takeModelList,
          takeSharedDrawing,
          estimateCheck,
          cookies,
          settings: {
            isDemo: env.SCALEBOARD_EMBEDDED,
            signUp: env.SIGNUP,
            judgeDefaults: defaults,
            speech: speechHere,
            version,
            expectedOrigin,
            limits,
            appUrl: siteOf(request),
          },
          clientAddress: request.ip ?? "unknown",
          userAgent: request.get("user-agent") ?? "",
          cspNonce: response.locals.cspNonce as string,
          log: request.log as Logger,
          onFailure: (error) => noteFailure(response, error),
        };
      },
    }),
  );
  app.use(answerError);
  return app;
}
