import { parseArgs } from "node:util";
import { z } from "zod";
import { createDb } from "../db/client";
import { startEmbeddedPostgres } from "../db/embedded/start-embedded-postgres";
import { migrateDatabase } from "../db/migrate";
import { orEnd, readEnv } from "../env";
import { countRealPeople, isFilled, seedDatabase } from "./seed/seed-database";

const USAGE =
  "npm run seed:demo -- [--attempts 5000] [--problems 50] [--versions 200] [--seed 1] [--yes]";
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const orderSchema = z.object({
  attempts: whole(1, 100_000).default(5_000),
  problems: whole(1, 500).default(50),
  versions: whole(1, 5_000).default(200),
  seed: whole(0, 2 ** 31).default(1),
});

/**
 * `npm run seed:demo`: invented people and work, to look at pages as they are when a server is full.
 * Fills the database of DATABASE_URL, or the embedded one while `npm start` does not run.
 */
async function seedDemo(): Promise<number> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      attempts: text,
      problems: text,
      versions: text,
      seed: text,
      yes: { type: "boolean", default: false },
    },
  });
  const order = orderSchema.safeParse(values);
  if (!order.success) {
    for (const issue of order.error.issues)
      console.error(`--${issue.path.join(".")}: ${issue.message}`);
    console.error(`Usage: ${USAGE}`);
    return 2;
  }
  const { DATABASE_URL, SCALEBOARD_DATA_DIR } = orEnd(readEnv);
  const embedded =
    DATABASE_URL === undefined
      ? await startEmbeddedPostgres({ dataDir: SCALEBOARD_DATA_DIR, log: console.log })
      : null;
  try {
    return await fill(DATABASE_URL ?? embedded?.url ?? "", order.data, values.yes);
  } finally {
    await embedded?.stop();
  }
}

async function fill(
  url: string,
  order: z.infer<typeof orderSchema>,
  isSure: boolean,
): Promise<number> {
  await migrateDatabase(url);
  const { db, close } = createDb(url, { max: 2 });
  try {
    if (await isFilled(db)) {
      console.error("This database has already been filled. Use a new one.");
      return 1;
    }
    const real = await countRealPeople(db);
    if (real > 0 && !isSure) {
      console.error(
        `This database holds ${real} real ${real === 1 ? "account" : "accounts"}. Made-up work would mix with theirs and can't be removed. Use --yes to fill it anyway.`,
      );
      return 1;
    }
    const startedMs = performance.now();
    await seedDatabase(db, order);
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    console.log(
      `Filled with ${order.attempts} attempts at ${order.problems} problems in ${seconds} s.`,
    );
    return 0;
  } finally {
    await close();
  }
}

process.exitCode = await seedDemo();
