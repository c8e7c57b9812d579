import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { queueFilterSchema } from "#domain/reviews/review.schema";
import { getReport } from "#server/grades/get-report";
import { listQueue } from "#server/reviews/list-queue";
import {
  CALLED_WRONG,
  expectNoAccusation,
  HURRIED,
  readEverywhere,
} from "../../support/called-wrong";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { readOldReports, restoreOldDatabase, upgradeDatabase } from "./old-database";
import type { OldReport } from "./old-database";

/** As versions wrote it that trusted the reader of sums. */
const NOTE =
  "The judge says met, and what it quotes contains a sum that is wrong: a reviewer should look.";

const [first, second] = (await readOldReports()).filter(
  ({ grade }) => grade !== null && !grade.judge.isEstimate,
);
if (!first || !second) throw new Error("the dump has no two grades of a model");

let database: TestDatabase;
let pages: PageWorld;
let reviewer: Viewer;

beforeAll(async () => {
  database = await restoreOldDatabase();
  // What was handed in is closed; an answer in a hurry is written into it before the upgrade.
  await database.sql`alter table public.answers disable trigger user`;
  for (const old of [first, second]) await accuse(old);
  await database.sql`alter table public.answers enable trigger user`;
  // Of the second grade nothing else is a person's.
  await database.sql`
    update public.criterion_verdicts v set needs_person = false, detail = v.detail || '{"needsPerson": false}'
    from public.grades g where g.id = v.grade_id and g.attempt_id = ${second.attempt.id}
      and not v.detail -> 'notes' ? ${NOTE} and v.detail ->> 'notes' not like '%Follows from%'`;
  await upgradeDatabase(database);
  pages = createPageWorld(database);
  reviewer = await createPerson(database.db, "reviewer");
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});

/** What an older version would have stored of an answer with these sums. */
async function accuse({ attempt, grade }: OldReport): Promise<void> {
  const { sql } = database;
  const [answer] = await sql<{ text: string }[]>`
    update public.answers set text = text || E'\n\n' || ${HURRIED}
    where attempt_id = ${attempt.id} and section = 'latency_cost' returning text`;
  const at = (answer?.text.length ?? 0) - HURRIED.length;
  const sums = CALLED_WRONG.map(({ start, end, computedText, holds, offBy }) => ({
    section: "latency_cost",
    start: at + start,
    end: at + end,
    computed: computedText,
    holds,
    offBy,
  }));
  const ofAttempt = sql`select id from public.grades
    where attempt_id = ${attempt.id} and status = 'graded' order by version desc limit 1`;
  await sql`update public.grades set summary = summary
    || jsonb_build_object('needsPerson', true, 'sums', ${JSON.stringify(sums)}::text::jsonb)
    where id = (${ofAttempt})`;
  const [sure, derived, unsure] = metOf(grade);
  const mark = async (id: string | undefined, note: string, confidence: number): Promise<void> => {
    const detail = { needsPerson: true, confidence, notes: ["Asked 2 times: met, met.", note] };
    await sql`update public.criterion_verdicts set needs_person = true, confidence = ${confidence},
      detail = detail || ${JSON.stringify(detail)}::text::jsonb
      where grade_id = (${ofAttempt}) and criterion_id = ${id ?? ""}`;
  };
  await mark(sure, NOTE, 1);
  await mark(derived, `Follows from "${sure}"; by itself it was not_met.`, 1);
  if (attempt.id === first?.attempt.id) await mark(unsure, NOTE, 0.5);
}

function metOf(grade: OldReport["grade"]): string[] {
  return (grade?.criteria ?? [])
    .filter(({ verdict, needsPerson }) => verdict === "met" && !needsPerson)
    .map(({ id }) => id);
}

async function findOwner({ candidate }: OldReport): Promise<Viewer> {
  const [owner] = await database.sql<Viewer[]>`
    select id, name, email, role from users where name = ${candidate}`;
  if (!owner) throw new Error(`${candidate} is gone`);
  return owner;
}

describe("sums that an older version called wrong", () => {
  it.each([
    ["with other doubts", first],
    ["without", second],
  ])("are nowhere to be read, in a grade %s", { timeout: 120_000 }, async (_, old) => {
    const { id: attemptId } = old.attempt;
    const owner = await findOwner(old);
    const texts = await readEverywhere(database, pages, { attemptId, owner, reviewer });
    for (const name of ["report", "shared", "review", "markdown", "archive"]) {
      expect(texts[name], name).toContain("91.2k*3=.27");
    }
    expectNoAccusation(texts);
  });

  it("leave no verdict marked for a person, nor the grade, where nothing else does", async () => {
    const read = async (old: OldReport) => {
      const viewer = await findOwner(old);
      const { grade } = await getReport(database.db, { attemptId: old.attempt.id, viewer });
      return {
        needsPerson: grade?.needsPerson,
        marked: grade?.criteria.filter((one) => one.needsPerson).map(({ id }) => id),
      };
    };
    const doubted = (first.grade?.criteria ?? []).filter((one) => one.needsPerson);
    const [, , unsure = ""] = metOf(first.grade);
    const left = new Set([...doubted.map(({ id }) => id), unsure]);
    const one = await read(first);
    expect(one.needsPerson).toBe(true);
    expect(new Set(one.marked)).toEqual(left);
    expect(await read(second)).toEqual({ needsPerson: false, marked: [] });
    const filter = queueFilterSchema.parse({ show: "all" });
    const { items } = await listQueue(database.db, reviewer.id, filter);
    const counted = new Map(items.map(({ attemptId, needPerson }) => [attemptId, needPerson]));
    expect(counted.get(first.attempt.id)).toBe(left.size);
    expect(counted.get(second.attempt.id)).toBe(0);
  });
});
