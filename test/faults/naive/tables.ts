import { sql } from "drizzle-orm";
import type { Db } from "#server/db/client";

/** Criteria that the control arm judges, a row each. */
export const NAIVE_CRITERIA = 5;
export const NAIVE_QUEUE = "naive";

/** The whole work as one document, last writer wins; no key that would refuse a second grade. */
export async function createNaiveTables(db: Db): Promise<void> {
  await db.execute(sql`create schema if not exists naive`);
  await db.execute(sql`create table if not exists naive.attempts (
    id uuid primary key, work jsonb not null default '{"texts":{},"elements":{}}')`);
  await db.execute(sql`create table if not exists naive.grades (
    id uuid primary key, attempt_id uuid not null, work jsonb not null,
    status text not null default 'queued')`);
  await db.execute(sql`create table if not exists naive.verdicts (
    grade_id uuid not null, criterion int not null)`);
}

export type NaiveWork = { texts: Record<string, string>; elements: Record<string, number> };
