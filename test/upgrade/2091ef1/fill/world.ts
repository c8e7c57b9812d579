import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import pino from "pino";
import type { Viewer } from "#server/accounts/sessions";
import type { ContentFile } from "#server/content/read-content";
import type { DbHandle } from "#server/db/client";
import { envSchema } from "#server/env";
import type { JobQueue } from "#server/jobs/queue";
import { startWorker } from "#server/worker/start-worker";
import type { RunningWorker } from "#server/worker/start-worker";
import { ROOT_DIR } from "../../../support/content";

/** What everything that fills the database works with. */
export type World = DbHandle & {
  url: string;
  pool: pg.Pool;
  jobs: JobQueue;
  contents: ContentFile[];
  people: Record<string, Viewer>;
};

export const RAG = "rag-customer-support";
export const SLUGS = [RAG, "recommendation-feed", "llm-search-engine"];

/** Three real problems in a folder of their own, without relatives that aren't there. */
export async function copyContent(): Promise<string> {
  const rootDir = await mkdtemp(join(tmpdir(), "upgrade-content-"));
  await mkdir(join(rootDir, "rubrics"));
  for (const slug of SLUGS) {
    const folder = join(rootDir, "problems", slug);
    await cp(join(ROOT_DIR, "problems", slug), folder, { recursive: true });
    const text = await readFile(join(folder, "problem.md"), "utf8");
    await writeFile(
      join(folder, "problem.md"),
      text.replace(
        /^related: .*$/m,
        `related: [${SLUGS.filter((other) => other !== slug).join(", ")}]`,
      ),
    );
    await cp(join(ROOT_DIR, `rubrics/${slug}.yaml`), join(rootDir, `rubrics/${slug}.yaml`));
  }
  return rootDir;
}

export function personOf({ people }: World, name: string): Viewer {
  const person = people[name];
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
}

/** The worker of this commit, with the offline judge unless settings name a model. */
export function openWorker(
  { url }: World,
  settings: Record<string, string> = {},
): Promise<RunningWorker> {
  const env = envSchema.parse({ NODE_ENV: "test", JUDGE_RETRY_MS: "100", ...settings });
  return startWorker({ ...env, DATABASE_URL: url }, pino({ level: "warn" }));
}

export function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

export function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("there is none");
  return item;
}

export function fail(error: unknown): never {
  throw error;
}
