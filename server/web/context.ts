import type {} from "@remix-run/server-runtime";
import type { Logger } from "pino";
import type { PersonLimits } from "#domain/accounts/person-limits";
import type { Viewer } from "../accounts/sessions";
import type { DraftChecker } from "../authoring/check-draft";
import type { Db } from "../db/client";
import type { EstimateCheck } from "../judges/check/estimate-check";
import type { JobQueue } from "../jobs/queue";
import type { SpeechHere } from "#domain/speech/limits";
import type { LoginLimiter } from "../accounts/login-limiter";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import type { ThreadGate } from "../threads/answer-gate";
import type { WorkReader } from "./work-reader";
import type { KeyVault } from "../settings/key-vault";
import type { DraftDrawer } from "../threads/draft-threads";
import type { Study } from "../study/study";
import type { Version } from "../version";
import type { JudgeInUse } from "./judge-in-use";
import type { ModelServers } from "./model-servers";

/** What every loader and action is handed: the request's person, and the ways to the server. */
export type RequestContext = {
  db: Db;
  jobs: JobQueue;
  /** Both read in a thread: a draft may be anything. */
  checkDraft: DraftChecker;
  drawDraft: DraftDrawer;
  /** Whether a handed-in answer can be marked, also looked at in a thread. */
  gateAnswer: ThreadGate;
  /** Names of drawn parts, differences and late work, read in a thread and kept. */
  work: WorkReader;
  /**
   * Does work that is expensive when its turn has come, a few at a time in all and of each person.
   * @throws AppError `unavailable` when that takes too long; the signal's reason when the client left
   */
  inTurn: <Result>(signal: AbortSignal, work: () => Promise<Result>) => Promise<Result>;
  /** Topics, tracks, lenses and misconceptions, read once when the process started. */
  study: Study;
  /** Who is signed in, null for an anonymous visitor. */
  viewer: Viewer | null;
  loginLimiter: LoginLimiter;
  /** Who judges here now; the same for the whole request. */
  getJudge: () => Promise<JudgeInUse>;
  /** To be called after a change of who judges, so that the next page says so. */
  forgetJudge: () => void;
  modelServers: ModelServers;
  /** Seals keys that are pasted into a form. */
  vault: KeyVault;
  /** What a check of the judge would take. */
  estimateCheck: EstimateCheck;
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
  /** Counts a look at a shared report, by who looks and by its link. @throws AppError `too_many` */
  takeSharedLook: (address: string, token: string) => Promise<void>;
  /** Counts its drawing, which the page asks for by itself, in the same way. */
  takeSharedDrawing: (address: string, token: string) => Promise<void>;
  /** Counts a list of models that a server is asked for. @throws AppError `too_many` */
  takeModelList: (userId: string) => Promise<void>;
  /** The session cookie's token of this request, null when there is none. */
  sessionToken: string | null;
  settings: {
    /** One-click demo roles: only in the embedded start, on loopback. */
    isDemo: boolean;
    /** invite: accounts are made by invitation only. */
    signUp: "open" | "invite";
    /** Mode and bounds on spending as the environment has them; admins may set others. */
    judgeDefaults: JudgeControls;
    /** Whether replies can be spoken here, and questions read out. */
    speech: SpeechHere;
    /** What runs here; for staff. */
    version: Version;
    /** What one person may start, have graded and store. */
    limits: PersonLimits;
    appUrl: string;
    /** Of APP_URL; pages opened elsewhere can change nothing. Null where it isn't set. */
    expectedOrigin: string | null;
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
