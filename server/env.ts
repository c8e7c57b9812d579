import { z } from "zod";
import type { PersonLimits } from "#domain/accounts/person-limits";

const flag = z
  .enum(["0", "1", "false", "true"])
  .default("0")
  .transform((value) => value === "1" || value === "true");

/** `host` or `host:port`, of names, IPv4 and `[IPv6]`. */
const HOST = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\])(?::\d{1,5})?$/;

const hostList = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ""),
  )
  .pipe(z.array(z.string().regex(HOST, "each is a host or host:port, without https://")));

const webAddress = z.url({
  protocol: /^https?$/,
  hostname: /./,
  error: "must be an address that begins with http:// or https://",
});

/** Several hosts, with commas between them, are no URL to Node, and one to PostgreSQL's clients. */
const databaseAddress = z
  .string()
  .refine(
    (text) => /^postgres(ql)?:\/\/\S+$/.test(text) && (text.includes(",") || URL.canParse(text)),
    "must be an address of PostgreSQL, such as postgres://user:password@host:5432/database",
  );

const redisAddress = z
  .string()
  .refine(
    (text) => /^rediss?:\/\/\S+$/.test(text) && URL.canParse(text),
    "must be an address of Redis or Valkey, such as redis://host:6379 (rediss:// with TLS)",
  );

/**
 * Every setting the product reads, with its unit. `.env.example` lists the same names; a test holds
 * the two equal.
 */
export const envSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  /** Address the web process listens on. */
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Public origin, for example https://scaleboard.example.org. Required with a database of one's own. */
  APP_URL: webAddress.optional(),
  /** Browsers keep to https for the hosts below this one as well. */
  HSTS_INCLUDE_SUBDOMAINS: flag,
  /** Proxies in front whose X-Forwarded-* headers are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  DATABASE_URL: databaseAddress.optional(),
  REDIS_URL: redisAddress.optional(),
  /** Folder of the embedded database, its password and the logs. */
  SCALEBOARD_DATA_DIR: z.string().default(".data"),
  /** Set by `npm start` and `npm run dev` for their children when the database is the embedded one. */
  SCALEBOARD_EMBEDDED: flag,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Gradings that one worker process runs at a time. */
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(200).default(20),
  /** How long a stopping worker lets its gradings end by themselves before it hands them on. */
  WORKER_DRAIN_MS: z.coerce.number().int().min(0).max(600_000).default(8_000),
  /** Work that comes after an attempt's end is taken this long, and up to this size. */
  LATE_WORK_HOURS: z.coerce.number().int().min(0).max(8_760).default(24),
  LATE_WORK_MAX_BYTES: z.coerce.number().int().min(0).max(100_000_000).default(8_000_000),
  /** Single saves, which are merged into the work at once, are kept as history for this long. */
  SAVE_HISTORY_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_API_KEY: z.string().optional(),
  /** Before any model that is connected in the app. Without either the offline judge estimates. */
  JUDGE_MODEL: z.string().optional(),
  /** Asks doubtful criteria again in place of the first model. */
  JUDGE_SECOND_MODEL: z.string().optional(),
  JUDGE_SECOND_BASE_URL: z.url().optional(),
  JUDGE_SECOND_API_KEY: z.string().optional(),
  /** Seals keys that are pasted into the app: the same one for every web and worker process. */
  SETTINGS_KEY: z
    .string()
    .min(32, "at least 32 characters, say of `openssl rand -base64 32`")
    .optional(),
  /** Hosts that a connected model may lie on though they are private, or speak plain HTTP. */
  JUDGE_ALLOWED_HOSTS: hostList,
  JUDGE_MODE: z.enum(["standard", "thorough"]).default("standard"),
  JUDGE_TIMEOUT_MS: z.coerce.number().int().min(1_000).max(600_000).default(90_000),
  /** Wait before the second try of a grading that failed; doubles with each further one. */
  JUDGE_RETRY_MS: z.coerce.number().int().min(1).max(60_000).default(1_000),
  JUDGE_MAX_OUTPUT_TOKENS: z.coerce.number().int().min(256).max(64_000).default(4_000),
  /** Older servers know only `max_tokens`. */
  JUDGE_TOKEN_LIMIT_PARAMETER: z
    .enum(["max_completion_tokens", "max_tokens"])
    .default("max_completion_tokens"),
  JUDGE_SCHEMA_MODE: z.enum(["auto", "json_schema", "json_object", "text"]).default("auto"),
  JUDGE_TEMPERATURE: z.coerce.number().min(0).max(2).optional(),
  JUDGE_REASONING_EFFORT: z.string().optional(),
  /** Await the first call before the rest, so that a paid prefix cache is hit. Slower. */
  JUDGE_WARM_FIRST: flag,
  /** US dollars; a grading stops with "needs attention" when it would pass them. */
  JUDGE_MAX_USD_PER_GRADE: z.coerce.number().positive().optional(),
  JUDGE_MAX_USD_PER_DAY: z.coerce.number().positive().optional(),
  /** Percent of the day's dollars that one candidate or reviewer may use up; 100 for no share. */
  JUDGE_MAX_SHARE_PER_PERSON: z.coerce.number().min(1).max(100).default(20),
  /** Gradings of one person: beyond the hour's they wait, beyond the day's they are asked for later. */
  GRADINGS_PER_HOUR: z.coerce.number().int().min(1).max(1_000).default(20),
  GRADINGS_PER_DAY: z.coerce.number().int().min(1).max(10_000).default(60),
  /** Interviews, retries and drills that one person starts. */
  STARTS_PER_HOUR: z.coerce.number().int().min(1).max(10_000).default(30),
  STARTS_PER_DAY: z.coerce.number().int().min(1).max(100_000).default(100),
  /** Of one person's texts, drawings, pictures and their history. */
  STORED_BYTES_PER_PERSON: z.coerce.number().int().min(10_000_000).default(200_000_000),
  /** Any OpenAI-compatible server with /audio/transcriptions, `/v1` included; OpenAI's own when empty. */
  SPEECH_BASE_URL: z.url().optional(),
  SPEECH_API_KEY: z.string().optional(),
  /** Transcribes what candidates say. Without it they type. */
  SPEECH_MODEL: z.string().optional(),
  /** US dollars a minute; unknown without it, and then no bound on spending counts it. */
  SPEECH_USD_PER_MINUTE: z.coerce.number().min(0).optional(),
  /** Reads the interviewer's questions out, by /audio/speech. Without it the browser's own voice does. */
  SPEECH_VOICE_MODEL: z.string().optional(),
  SPEECH_VOICE: z.string().default("alloy"),
  SPEECH_VOICE_USD_PER_1000_CHARS: z.coerce.number().min(0).optional(),
  SPEECH_TIMEOUT_MS: z.coerce.number().int().min(1_000).max(100_000).default(30_000),
  /** open: anybody makes an account. invite: only by an admin's invitation. */
  SIGNUP: z.enum(["open", "invite"]).default("open"),
  /** Accounts made, or tried to, from one address; those by invitation don't count. */
  SIGN_UPS_PER_HOUR: z.coerce.number().int().min(1).max(100_000).default(60),
  /** Checks of unsaved drafts by one admin. */
  PREVIEWS_PER_MINUTE: z.coerce.number().int().min(1).max(10_000).default(60),
  /** Event streams of one person that a web process keeps open. */
  STREAMS_PER_PERSON: z.coerce.number().int().min(1).max(1_000).default(20),
});

export type Env = z.infer<typeof envSchema>;

/** Something that is to be set otherwise; the message says what. */
export class EnvError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EnvError";
  }
}

/**
 * For the first lines of a program: what `read` makes of the settings, or the program's end with what
 * is wrong with them. A stack would hide the one line that helps.
 */
export function orEnd<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

export function personLimits(env: Env): PersonLimits {
  return {
    starts: { perHour: env.STARTS_PER_HOUR, perDay: env.STARTS_PER_DAY },
    gradings: { perHour: env.GRADINGS_PER_HOUR, perDay: env.GRADINGS_PER_DAY },
    storedBytes: env.STORED_BYTES_PER_PERSON,
    historyDays: env.SAVE_HISTORY_DAYS,
  };
}

/** Where the environment sets nothing. */
export const DEFAULT_LIMITS = personLimits(envSchema.parse({}));

/** @throws EnvError when there is no DATABASE_URL: only `npm start` brings a database of its own. */
export function requireDatabaseUrl(env: Env): Env & { DATABASE_URL: string } {
  const { DATABASE_URL } = env;
  if (DATABASE_URL !== undefined) return { ...env, DATABASE_URL };
  throw new EnvError("DATABASE_URL is not set. `npm start` brings its own database.");
}

/** Whether an address or name is this machine's own, IPv4 in IPv6 (`::ffff:127.0.0.1`) too. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").replace(/^::ffff:/i, "");
  return /^(localhost|::1|127(\.\d{1,3}){3})$/i.test(bare);
}

/** A host as an address writes it: IPv6 goes in brackets. */
export function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * What keeps the web process from starting with these settings, in two sentences; null for nothing.
 * @param env.SCALEBOARD_EMBEDDED whether anybody is signed in with a click
 */
export function findWebFault(
  env: Pick<Env, "NODE_ENV" | "HOST" | "APP_URL" | "SCALEBOARD_EMBEDDED">,
): { message: string; whatToDo: string } | null {
  if (!env.SCALEBOARD_EMBEDDED) {
    if (env.APP_URL !== undefined || env.NODE_ENV !== "production") return null;
    return {
      message: "APP_URL is not set, and it is required with your own database.",
      whatToDo:
        "Set it to the address that people open, for example APP_URL=https://scaleboard.example.org.",
    };
  }
  const isPublic = !isLoopback(env.HOST);
  if (!isPublic && (env.APP_URL === undefined || isLoopback(new URL(env.APP_URL).hostname))) {
    return null;
  }
  return {
    message: `The embedded start signs anyone in with one click, so it serves only this machine, and ${isPublic ? "HOST" : "APP_URL"} names another.`,
    whatToDo:
      "For a server that others can reach, set DATABASE_URL and APP_URL, and leave SCALEBOARD_EMBEDDED alone.",
  };
}

/**
 * Reads and checks the environment.
 * @throws EnvError that names every bad variable, never its value: values can be secrets.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // A variable that is set but empty means "not set": that is how compose files leave one out.
  const filled = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = envSchema.safeParse(filled);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${sayIssue(issue)}`);
  throw new EnvError(`These settings can't be used:\n${lines.join("\n")}`);
}

function sayIssue(issue: z.core.$ZodIssue): string {
  const isNoNumber = issue.code === "invalid_type" && issue.expected === "number";
  return isNoNumber ? "must be a number" : issue.message;
}

/** Whether this process is the command of `npm run <script>`, or of another package manager's. */
export function isRunByNpm(
  script: string,
  source: Record<string, string | undefined> = process.env,
): boolean {
  return source["npm_lifecycle_event"] === script;
}

/** Makes this process, and those it starts, one of development, whatever the shell says. */
export function declareDevelopment(): void {
  process.env["NODE_ENV"] = "development";
}

/** What a child process is given: all that this one has, with `changes` over it. */
export function envForChild(changes: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
