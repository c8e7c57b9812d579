import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import { createSession } from "../../server/accounts/sessions";
import type { Role } from "#domain/accounts/roles";
import { createDb } from "../../server/db/client";
import type { Db } from "../../server/db/client";
import { startEmbeddedPostgres } from "../../server/db/embedded/start-embedded-postgres";
import { migrateDatabase } from "../../server/db/migrate";
import { users } from "../../server/db/tables/accounts";
import { attempts } from "../../server/db/tables/attempts";
import { isFilled, seedDatabase } from "../../server/commands/seed/seed-database";
import { PRACTISED_ADDRESS } from "../../server/commands/seed/seed-practice";
import { createSessionCookie } from "../../server/web/session-cookie";

/**
 * `of`: the one with half a year of practice, else of candidates the one with most attempts. `:newest`
 * is their newest interview, `:repeated` the newest on a problem that they had worked on before.
 */
const PAGES: { path: string; role: Role; of?: string }[] = [
  { path: "/", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/due", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/progress", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/track", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/notices", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/attempts/:newest/replay", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/attempts/:newest/replay/frames", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/attempts/:repeated/compare", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/learn", role: "candidate", of: PRACTISED_ADDRESS },
  // The lessons with most mathematics and with most figures and code.
  { path: "/learn/topics/attention", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/learn/topics/kv-cache", role: "candidate", of: PRACTISED_ADDRESS },
  { path: "/problems", role: "candidate" },
  { path: "/attempts", role: "candidate" },
  { path: "/review", role: "reviewer" },
  { path: "/review?reason=disputed&sort=disputed", role: "reviewer" },
  { path: "/review/ratings", role: "reviewer" },
  { path: "/review/agreement", role: "reviewer" },
  { path: "/admin/people", role: "admin" },
  { path: "/admin/problems", role: "admin" },
  { path: "/admin/usage?days=90", role: "admin" },
  { path: "/admin/queue", role: "admin" },
  { path: "/admin/audit", role: "admin" },
  { path: "/settings", role: "admin" },
  { path: "/admin/audit?action=review.sign", role: "admin" },
];
const REQUESTS = 50;
const WARM_UP = 5;
/** What a list page may take, p95. */
const LIMIT_MS = 200;

/**
 * `npm run bench:pages`: how long list pages take on a full database (5,000 attempts, 50 problems,
 * 200 versions), over real HTTP against the built web process, one request after the other. A page
 * that is not there is left out. `--data DIR` keeps the filled database for the next run.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: "string" } } });
  const dataDir = values.data ?? (await mkdtemp(join(tmpdir(), "scaleboard-pages-")));
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const handle = createDb(server.url, { max: 2 });
  try {
    await migrateDatabase(server.url);
    const full = { attempts: 5_000, problems: 50, versions: 200, seed: 1 };
    if (!(await isFilled(handle.db))) await seedDatabase(handle.db, full);
    await withWeb(server.url, (url) => measureAll(handle.db, url));
  } finally {
    await handle.close();
    await server.stop();
    if (values.data === undefined) await rm(dataDir, { recursive: true });
  }
}

/** The web process as it runs, for as long as `work` takes. */
async function withWeb(databaseUrl: string, work: (url: string) => Promise<void>): Promise<void> {
  const program = fileURLToPath(new URL("../../server/web/main.ts", import.meta.url));
  const web = fork(program, {
    execArgv: ["--import", "tsx"],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      APP_URL: "http://127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "warn",
    },
  });
  const exited = once(web, "exit");
  try {
    const [ready] = (await once(web, "message")) as [{ url?: unknown }];
    if (typeof ready.url !== "string") throw new Error("the web process did not say where it is");
    await work(ready.url);
  } finally {
    web.kill("SIGTERM");
    await exited;
  }
}

async function measureAll(db: Db, url: string): Promise<void> {
  console.log(`${REQUESTS} requests each     p50 ms  p95 ms     kB`);
  for (const { path, role, of } of PAGES) {
    const filled = await fillIn(db, path, of ?? "");
    const figures = await measure(`${url}${filled}`, await signIn(db, role, of));
    const said =
      figures === null
        ? "not there"
        : `${figures.p50Ms.toFixed(0).padStart(6)}  ${figures.p95Ms.toFixed(0).padStart(6)} ${(figures.bytes / 1000).toFixed(0).padStart(6)}${figures.p95Ms > LIMIT_MS ? `  over ${LIMIT_MS}` : ""}`;
    console.log(`${path.padEnd(32)} ${said}`);
  }
}

/** The cookie of somebody of this role; of candidates the one with the most attempts. */
async function signIn(db: Db, role: Role, address?: string): Promise<string> {
  const [person] = await db
    .select({ id: users.id })
    .from(users)
    .leftJoin(attempts, eq(attempts.userId, users.id))
    .where(address === undefined ? eq(users.role, role) : eq(users.email, address))
    .groupBy(users.id)
    .orderBy(desc(sql`count(${attempts.id})`))
    .limit(1);
  if (!person) throw new Error(`nobody is a ${role}`);
  const { token, expiresAt } = await createSession(db, person.id);
  const cookie = createSessionCookie({ isHttps: false }).issue(token, expiresAt);
  return cookie.split(";")[0] ?? "";
}

async function fillIn(db: Db, path: string, address: string): Promise<string> {
  if (!/:(?:newest|repeated)/.test(path)) return path;
  const own = await db
    .select({ id: attempts.id, problemVersionId: attempts.problemVersionId })
    .from(attempts)
    .innerJoin(users, eq(users.id, attempts.userId))
    .where(and(eq(users.email, address), ne(attempts.kind, "drill")))
    .orderBy(desc(attempts.startedAt));
  const repeated = own.find(({ id, problemVersionId }) =>
    own.some((other) => other.id !== id && other.problemVersionId === problemVersionId),
  );
  return path.replace(":newest", own[0]?.id ?? "").replace(":repeated", repeated?.id ?? "");
}

/** @returns null when there is no such page */
async function measure(
  url: string,
  cookie: string,
): Promise<{ p50Ms: number; p95Ms: number; bytes: number } | null> {
  const times: number[] = [];
  let bytes = 0;
  for (let count = 0; count < WARM_UP + REQUESTS; count += 1) {
    const startedMs = performance.now();
    const response = await fetch(url, { headers: { Cookie: cookie }, redirect: "manual" });
    bytes = (await response.arrayBuffer()).byteLength;
    if (response.status === 404) return null;
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
    if (count >= WARM_UP) times.push(performance.now() - startedMs);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.ceil(share * times.length) - 1] ?? Number.NaN;
  return { p50Ms: at(0.5), p95Ms: at(0.95), bytes };
}

await main();
