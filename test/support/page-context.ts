import { pino } from "pino";
import pg from "pg";
import type { AppLoadContext } from "@remix-run/node";
import { personLimits } from "#server/env";
import { createLoginLimiter } from "#server/accounts/login-limiter";
import { getViewer } from "#server/accounts/sessions";
import { envSchema } from "#server/env";
import type { Provider } from "#domain/settings/providers";
import type { JobQueue } from "#server/jobs/queue";
import { toAddressRules } from "#server/judges/name-model";
import { estimateCheck } from "#server/judges/check/estimate-check";
import { describeCoverage } from "#server/judges/describe-coverage";
import { createKeyVault } from "#server/settings/key-vault";
import { readStudy } from "#server/study/read-study";
import { createJudgeReader } from "#server/web/judge-in-use";
import { createModelServers } from "#server/web/model-servers";
import { createModelListLimit } from "#server/web/person-limits";
import { createSessionCookie } from "#server/web/session-cookie";
import { createRecordingQueue } from "./attempts";
import { ROOT_DIR } from "./content";
import type { TestDatabase } from "./database";
import { gateAnswerHere } from "./gate-here";
import { createWorkReaderHere } from "./work-here";
import { checkDraftHere, drawDraftHere } from "./drafts-here";

export const sessionCookie = createSessionCookie({ isHttps: false });

/** `hasModel`, without a connection; given none, the judge is read as the web process reads it. */
export type PageSettings = Partial<AppLoadContext["settings"]> & { hasModel?: boolean };

export type PageWorld = {
  /** The context of a request that carries this session's token, as the web process builds it. */
  contextFor: (token: string | null, settings?: PageSettings) => Promise<AppLoadContext>;
  close: () => Promise<void>;
};

/**
 * What loaders and actions need, on a test's own database.
 * @param variables of the web process's environment
 * @param usual where models on this machine are looked for; the real ports unless given
 */
export function createPageWorld(
  database: TestDatabase,
  jobs?: JobQueue,
  variables: Record<string, string> = {},
  usual?: Partial<Record<Provider, string>>,
): PageWorld {
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const reading = readStudy(ROOT_DIR);
  const loginLimiter = createLoginLimiter(pool);
  const env = envSchema.parse({ NODE_ENV: "test", ...variables });
  const vault = createKeyVault(env.SETTINGS_KEY);
  // Nothing kept: tests change the tables behind its back.
  const { read: readJudge, forget } = createJudgeReader(env, database.db, vault, 0);
  const work = createWorkReaderHere(database.db);
  const modelServers = createModelServers(toAddressRules(env), env.PORT, usual);
  const takeModelList = createModelListLimit();
  async function contextFor(
    token: string | null,
    { hasModel, ...settings }: PageSettings = {},
  ): Promise<AppLoadContext> {
    return {
      db: database.db,
      jobs: jobs ?? createRecordingQueue(),
      study: await reading,
      checkDraft: checkDraftHere,
      drawDraft: drawDraftHere,
      gateAnswer: gateAnswerHere,
      work,
      inTurn: (_signal, read) => read(),
      getJudge: async () => {
        const judge = await readJudge();
        if (hasModel === undefined) return judge;
        return { ...judge, hasModel, coverageOf: describeCoverage({ hasModel }) };
      },
      forgetJudge: forget,
      modelServers,
      vault,
      viewer: token === null ? null : await getViewer(database.db, token),
      sessionToken: token,
      loginLimiter,
      estimateCheck,
      cookies: sessionCookie,
      deviceToken: null,
      takePreview: () => Promise.resolve(),
      takeSharedLook: () => Promise.resolve(),
      takeModelList,
      takeSharedDrawing: () => Promise.resolve(),
      settings: {
        isDemo: false,
        signUp: "open",
        judgeDefaults: { mode: "standard", maxUsdPerGrade: null, maxUsdPerDay: null },
        speech: { hears: false, speaks: false },
        version: { version: "0.0.1", commit: "abc1234" },
        limits: personLimits(env),
        appUrl: "http://localhost",
        expectedOrigin: null,
        ...settings,
      },
      clientAddress: "127.0.0.1",
      userAgent: "",
      cspNonce: "",
      log: pino({ level: "silent" }),
      onFailure: () => undefined,
    };
  }
  return { contextFor, close: () => pool.end() };
}

/** A form as a browser posts it. */
export function postForm(path: string, fields: Record<string, string>): Request {
  return new Request(`http://localhost${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
  });
}

/** The session token that a response sets; null when it sets none. */
export function readToken(response: Response): string | null {
  const cookie = response.headers.get("Set-Cookie");
  return cookie === null ? null : sessionCookie.read(cookie.split(";")[0]);
}
