import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getFiles } from "#server/authoring/get-files";
import { getProblemHistory } from "#server/authoring/get-problem-history";
import { publishDraft } from "#server/authoring/publish-draft";
import { requestDryRun } from "#server/authoring/request-dry-run";
import { writeRubricText } from "#server/authoring/write-texts";
import { rubrics, rubricVersions } from "#server/db/tables/content";
import { problems } from "#server/db/tables/content";
import { envSchema } from "#server/env";
import { createJobQueue } from "#server/jobs/queue";
import { openQueue } from "#server/jobs/queue-store";
import { createLocalJudge } from "#server/judges/local-judge";
import { readContentOf } from "#server/content/read-content";
import { canonicalHash } from "#server/text/canonical-hash";
import { startWorker } from "#server/worker/start-worker";
import { throwIt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { checkDraftHere } from "../../support/drafts-here";
import { FROZEN_DIR } from "../../support/frozen-content";
import { withLists } from "../../support/listed-rubric";
import { sharedThreads } from "../../support/threads/shared-threads";
import { openAuthorWorld, openDraft, requireDraft, restart } from "./author-world";
import type { AuthorWorld } from "./author-world";
import type { Rubric } from "#domain/rubrics/rubric.schema";

const POLL_MS = 50;

let world: AuthorWorld;
let shipped: Rubric;

beforeAll(async () => {
  world = await openAuthorWorld();
  const content = await readContentOf(FROZEN_DIR, RAG);
  if (!content) throw new Error("the problem is missing");
  shipped = content.rubric;
});
afterAll(() => world.close());

async function publish(body: Rubric, source: "file" | "app", version: number): Promise<void> {
  const [rubric] = await world.db
    .select({ id: rubrics.id })
    .from(rubrics)
    .innerJoin(problems, eq(problems.id, rubrics.problemId))
    .where(eq(problems.slug, RAG));
  if (!rubric) throw new Error("the rubric is not stored");
  const text = `# As it was written.\n${writeRubricText(body)}`;
  const row = { rubricId: rubric.id, version, hash: canonicalHash(body), body, text, source };
  await world.db.insert(rubricVersions).values(row);
}

describe("a rubric that was stored with word lists", { timeout: 120_000 }, () => {
  it("makes no new version of a file that says the same, nor a draft of it", async () => {
    await publish(withLists(shipped), "file", 2);
    const loaded = await restart(world);
    expect(loaded.rubrics).toEqual([]);
    const history = await getProblemHistory(world.db, RAG);
    expect(history?.rubric.map(({ version }) => version)).toEqual([2, 1]);

    const draft = await openDraft(world);
    expect(draft.texts.rubric).toBe(`# As it was written.\n${writeRubricText(shipped)}`);
    expect(draft.errors).toEqual([]);
    expect(draft.warnings.filter(({ message }) => message.includes("Word lists"))).toEqual([]);
    const unchanged = publishDraft(world.db, checkDraftHere, {
      draftId: draft.id,
      userId: world.admin.id,
      revision: draft.revision,
      reason: "There is nothing to say about this one.",
    });
    await expect(unchanged).rejects.toMatchObject({
      userMessage: "Nothing has changed, so there is nothing to publish.",
    });
    const files = await getFiles(world.db, RAG);
    expect(files?.get(`rubrics/${RAG}.yaml`)).toBe(draft.texts.rubric);
  });

  it("is judged by what it was stored with", () => {
    const [first] = shipped.criteria;
    if (!first) throw new Error("there is no criterion");
    const own = new Map([[first.id, { signals: { met: [["one word"]], window: 1 } }]]);
    expect([...(createLocalJudge().covers?.(withLists(shipped, own)) ?? [])]).toEqual([first.id]);
  });
});

describe("a dry run over what no judge here can mark", { timeout: 120_000 }, () => {
  it("compares the draft with the labels alone, and says so", async () => {
    const anew = shipped.criteria.map((one) => ({ ...one, text: `${one.text} Really.` }));
    await publish({ ...shipped, criteria: anew }, "app", 3);
    const { db, database } = world;
    const queueName = `test-${randomUUID()}`;
    const queue = openQueue({ databaseUrl: database.url, redisUrl: undefined }, queueName, throwIt);
    const env = envSchema.parse({ NODE_ENV: "test", DATABASE_URL: database.url });
    const log = pino({ level: "silent" });
    const threads = sharedThreads();
    const worker = await startWorker({ ...env, DATABASE_URL: database.url }, log, {
      queueName,
      threads,
    });
    const draft = await openDraft(world, () => ({ rubric: writeRubricText(shipped) }));
    const by = { draftId: draft.id, userId: world.admin.id };
    await requestDryRun(db, createJobQueue(queue), checkDraftHere, by, throwIt);
    await expect
      .poll(async () => (await requireDraft(db, draft.id)).dryRun?.status, {
        timeout: 100_000,
        interval: POLL_MS,
      })
      .toBe("done");
    const { dryRun, gate } = await requireDraft(db, draft.id);
    expect(dryRun?.result).toMatchObject({ baseline: "not_estimated", before: null });
    expect(dryRun?.result?.after.agreement.agreed).toBeGreaterThan(70);
    expect(gate).toMatchObject({ isOpen: true });
    await worker.stop();
    await queue.close();
  });
});
