import type {} from "@remix-run/server-runtime";
import type { Logger } from "pino";
import type { Viewer } from "../accounts/sessions";
import type { DraftChecker } from "../authoring/check-draft";
import type { Db } from "../db/client";
import type { CoverageOf } from "../judges/describe-coverage";
import type { JudgeSettings } from "../judges/describe-judge";
import type { EstimateCheck } from "../judges/check/estimate-check";
import type { Ollama } from "../judges/find-ollama";
import type { JobQueue } from "../jobs/queue";
import type { LoginLimiter } from "../accounts/login-limiter";
import type { JudgeControls } from "../settings/judge-controls.schema";
import type { DraftDrawer } from "../threads/draft-threads";
import type { Study } from "../study/study";

/** What every loader and action is handed: the request's person, and the ways to the server. */
export type RequestContext = {
  db: Db;
  jobs: JobQueue;
  /** Both read in a thread: a draft may be anything. */
  checkDraft: DraftChecker;
  drawDraft: DraftDrawer;
  /** Topics, tracks, lenses and misconceptions, read once when the process started. */
  study: Study;
  /** Who is signed in, null for an anonymous visitor. */
  viewer: Viewer | null;
  loginLimiter: LoginLimiter;
  /** How much of a rubric this server's judge knows; null where it reads. */
  coverageOf: CoverageOf;
  /** What a check of the judge would take. */
  estimateCheck: EstimateCheck;
  /** Looks for an Ollama on this machine. */
  findOllama: () => Promise<Ollama | null>;
  /** Issues and clears the session cookie, and issues the device's, as `Set-Cookie` values. */
  cookies: {
    issue: (token: string, expiresAt: Date) => string;
    clear: () => string;
    issueDevice: (token: string, expiresAt: Date) => string;
  };
  /** The device cookie's token of this request, null when there is none. */
  deviceToken: string | null;
  /** Counts a check of an unsaved draft. @throws AppError `too_many` */
  takePreview: (userId: string) => Promise<void>;
  /** The session cookie's token of this request, null when there is none. */
  sessionToken: string | null;
  settings: {
    /** One-click demo roles: only in the embedded start, on loopback. */
    isDemo: boolean;
    /** invite: accounts are made by invitation only. */
    signUp: "open" | "invite";
    /** False: grades are estimates of the offline judge. */
    hasModel: boolean;
    /** Mode and bounds on spending as the environment has them; admins may set others. */
    judgeDefaults: JudgeControls;
    /** For the settings page; holds no secret. */
    judge: JudgeSettings;
    appUrl: string;
  };
  clientAddress: string;
  /** As the browser names itself; "" where it doesn't. */
  userAgent: string;
  cspNonce: string;
  log: Logger;
  /** Hears of an error that nobody expected: where the database is away, the answer is a 503. */
  onFailure: (error: unknown) => void;
};

declare module "@remix-run/server-runtime" {
  // Remix asks for this interface by name.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions, @typescript-eslint/no-empty-object-type
  interface AppLoadContext extends RequestContext {}
}
