import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { DEMO_ADDRESS_END } from "../../accounts/demo-address";
import { loadContent } from "../../content/load-content";
import { readContent } from "../../content/read-content";
import type { Db } from "../../db/client";
import { seedAttempts } from "./seed-attempts";
import { seedPeople } from "./seed-people";
import { seedProblems } from "./seed-problems";
import { updateEverybodysCards } from "../../practice/update-cards";
import { seedPractice } from "./seed-practice";
import { seedReviews } from "./seed-reviews";

export type SeedOrder = { attempts: number; problems: number; versions: number; seed: number };

const ROOT_DIR = fileURLToPath(new URL("../../..", import.meta.url));
const ATTEMPTS_A_PERSON = 40;
const MOST_PEOPLE = 100_000;
const DAY_MS = 24 * 60 * 60_000;

/** People in the database whose address is no demo address. */
export async function countRealPeople(db: Db): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from users where right(email, ${DEMO_ADDRESS_END.length}) <> ${DEMO_ADDRESS_END}`,
  );
  return row?.count ?? 0;
}

/** Whether it was filled before: slugs and addresses would come a second time. */
export async function isFilled(db: Db): Promise<boolean> {
  const rows = await db.execute(sql`select 1 from problems where slug like '%-demo-1' limit 1`);
  return rows.length > 0;
}

/**
 * Fills a migrated database with people, copies of the real problems, attempts, grades and what
 * reviewers did with them, in one transaction. The same seed gives the same on the same day.
 */
export async function seedDatabase(db: Db, order: SeedOrder): Promise<void> {
  await loadContent(db, ROOT_DIR);
  const contents = await readContent(ROOT_DIR);
  const { seed } = order;
  const until = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
  await db.transaction(async (tx) => {
    const candidates = Math.max(5, Math.ceil(order.attempts / ATTEMPTS_A_PERSON));
    const people = await seedPeople(tx, { seed, candidates, until });
    const problems = await seedProblems(tx, contents, order);
    const attempts = await seedAttempts(tx, people, problems, {
      seed,
      attempts: order.attempts,
      until,
    });
    await seedReviews(tx, people, attempts, seed);
    await seedPractice(tx, problems, { seed, until });
  });
  // What the worker's sweep would take its time for.
  await updateEverybodysCards(db, MOST_PEOPLE);
  await db.execute(sql`analyze`);
}
