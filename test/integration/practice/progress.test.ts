import { createRequestHandler } from "@remix-run/node";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { getDue } from "#server/practice/get-due";
import { getProgress } from "#server/practice/get-progress";
import { updateMinutes } from "#server/practice/update-minutes";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { setOverride } from "#server/reviews/set-override";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { sayDue } from "~/lib/due-words";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { loadPageBuild } from "../../support/page-build";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { markWhole } from "../reviews/self-world";
import { drill, interview, judge, listAsked, miss, moveBack } from "./practice-world";

const render = createRequestHandler(await loadPageBuild(), "test");

let database: TestDatabase;
let pages: PageWorld;
let candidate: Viewer;
beforeAll(async () => {
  database = await createContentDatabase();
  pages = createPageWorld(database);
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});
beforeEach(async () => {
  candidate = await createPerson(database.db);
});

async function open(path: string, cookie = ""): Promise<string> {
  const { token } = await createSession(database.db, candidate.id);
  const request = new Request(`http://localhost${path}`, { headers: { Cookie: cookie } });
  const response = await render(request, await pages.contextFor(token));
  expect(response.status).toBe(200);
  return (await response.text()).replaceAll("\0", "");
}

/** A plot by its title: the values that its label says, and the heights at which its points stand. */
function readPlot(html: string, title: string) {
  const svg = [...html.matchAll(/<svg role="img" aria-label="([^"]*)"(.*?)<\/svg>/gs)].find(
    ([, label = ""]) => label.startsWith(`${title}. `),
  );
  if (!svg) throw new Error(`no plot ${title}`);
  const [, label = "", drawn = ""] = svg;
  const heights = [...drawn.matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y));
  const lines = [...drawn.matchAll(/<line [^>]*y1="([\d.]+)"/g)].map(([, y]) => Number(y));
  const [zero = 0, , hundred = 0] = lines;
  return {
    said: [...label.matchAll(/: (\d+)/g)].map(([, value]) => Number(value)),
    drawn: heights.map((y) => Math.round((100 * (zero - y)) / (zero - hundred))),
  };
}

/** The cells of the table under this caption, row by row, without the row's name. */
function readTable(html: string, caption: string): string[][] {
  const table = html.match(new RegExp(`<caption[^>]*>${caption}.*?</table>`, "s"))?.[0] ?? "";
  const rows = table.match(/<tbody>.*<\/tbody>/s)?.[0].split("</tr>") ?? [];
  return rows
    .map((row) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = ""]) => cell))
    .filter((cells) => cells.length > 0);
}

async function readGrades() {
  return database.sql<{ total: number; sections: { section: string; percent: number | null }[] }[]>`
    select grades.total, summary -> 'sections' as sections from grades
    join attempts on attempts.id = grades.attempt_id
    where user_id = ${candidate.id} and grades.status = 'graded' and not is_estimate
      and kind <> 'drill'
    order by submitted_at`;
}

describe("the page of one's progress", () => {
  it("plots what the rows say, totals and sections, and has the same in its table", async () => {
    const { db } = database;
    for (const [index, missed] of [9, 5, 2].entries()) {
      const { attemptId } = await interview(db, candidate.id, miss(missed));
      await moveBack(db, attemptId, 40 - 10 * index);
    }
    const rows = await readGrades();
    expect(rows).toHaveLength(3);
    const html = await open("/progress");
    const totals = rows.map(({ total }) => Math.floor(total));
    expect(new Set(totals).size).toBe(3);
    expect(readPlot(html, "Total")).toEqual({ said: totals, drawn: totals });
    for (const section of SECTION_IDS) {
      const percents = rows.map(({ sections }) => {
        const own = sections.find((one) => one.section === section);
        return Math.round(own?.percent ?? Number.NaN);
      });
      const title = SECTION_TITLES[section].replace("&", "&amp;");
      expect(readPlot(html, title), title).toEqual({ said: percents, drawn: percents });
    }
    const table = readTable(html, "Total and sections");
    expect(table.map(([total]) => Number(total))).toEqual([...totals].reverse());
    expect(table.every((cells) => cells.length === 1 + SECTION_IDS.length)).toBe(true);
  });

  it("takes a reviewer's verdict into the total, and says how often each criterion was missed", async () => {
    const { db } = database;
    const reviewer = await createPerson(db, "reviewer");
    const { attemptId, gradeId, asked } = await interview(db, candidate.id, miss(2));
    const [first = "", second = ""] = asked;
    await drill(db, candidate.id, attemptId, [second], "partial");
    const before = await getProgress(db, candidate.id, { timeZone: "UTC" });
    expect(
      before.graded.missed.map(({ criterionId, missed, of }) => [criterionId, missed, of]),
    ).toEqual([
      [second, 1.5, 2],
      [first, 1, 1],
    ]);
    await setOverride(
      db,
      { attemptId, reviewer },
      { gradeId, criterionId: first, verdict: "met", reason: "It is there.", basedOn: null },
    );
    const after = await getProgress(db, candidate.id, { timeZone: "UTC" });
    expect(after.graded.missed.map(({ criterionId }) => criterionId)).toEqual([second]);
    const [judged, reviewed] = [before, after].map(({ scores }) => scores.grades[0]?.total ?? 0);
    expect(reviewed).toBeGreaterThan(judged ?? 100);
  });

  it("keeps estimates, own marks and grades apart", async () => {
    const { db } = database;
    await interview(db, candidate.id, miss(3));
    const guess = await interview(db, candidate.id, { verdict: "met", isEstimate: true });
    await markWhole(db, candidate.id, "not_met");
    const { scores, graded, own } = await getProgress(db, candidate.id, { timeZone: "UTC" });
    expect([scores.grades.length, scores.estimates.length, scores.own.length]).toEqual([1, 1, 1]);
    expect(scores.estimates[0]).toMatchObject({ attemptId: guess.attemptId, low: 80, high: 100 });
    expect(graded.missed.every(({ from }) => from === scores.grades[0]?.attemptId)).toBe(true);
    expect(own.missed.every(({ from }) => from === scores.own[0]?.attemptId)).toBe(true);
    const html = await open("/progress");
    expect(readPlot(html, "Total").said).toEqual([Math.round(scores.grades[0]?.total ?? -1)]);
    expect(readPlot(html, "Own total").said).toEqual([Math.round(scores.own[0]?.total ?? -1)]);
    expect(html).toContain(`aria-label="Estimates, of 100 points. `);
    expect(readTable(html, "Estimates")).toEqual([["80–100"]]);
  });

  it("sets own marks beside the grade where they were made without a look at it", async () => {
    const { db } = database;
    const { attemptId, gradeId, userId } = await markWhole(db, candidate.id, "met");
    const rubric = await judge(db, gradeId, miss(4));
    const unseen = await getProgress(db, candidate.id, { timeZone: "UTC" });
    expect(unseen.selfKnowledge).toBeNull();
    expect(unseen.scores.grades).toEqual([]);
    await recordOwnSight(db, { attemptId, userId });
    const { selfKnowledge: known } = await getProgress(db, candidate.id, { timeZone: "UTC" });
    const all = rubric.criteria.length;
    expect(known).toMatchObject({ of: all, agreed: all - 4, over: 4, under: 0 });
    const html = await open("/progress");
    expect(readTable(html, "What you said and what was found")[0]).toEqual([
      String(all - 4),
      "0",
      "4",
      String(all),
    ]);
  });

  it("shows each topic's share in the reader's weeks, as the marks add up", async () => {
    const { db } = database;
    const { rubric } = await interview(db, candidate.id, miss(5));
    const missed = listAsked(rubric).slice(0, 5);
    const { graded } = await getProgress(db, candidate.id, { timeZone: "UTC" });
    for (const { slug, percent, marks } of graded.topics.topics) {
      const about = rubric.criteria.filter(({ topics }) => topics.includes(slug));
      const met = about.filter(({ id }) => !missed.includes(id));
      expect({ slug, percent, marks }).toEqual({
        slug,
        percent: Math.round((100 * met.length) / about.length),
        marks: about.length,
      });
    }
    expect(graded.topics.topics.length).toBeGreaterThan(2);
  });

  it("starts something where there is nothing, and shows nobody else's", async () => {
    await interview(database.db, candidate.id, miss(3));
    candidate = await createPerson(database.db);
    const html = await open("/progress");
    expect(html).toContain("Nothing to plot yet");
    expect(html).not.toContain("<svg role");
    expect(await open("/due")).toContain("Nothing to practice yet");
  });
});

describe("the page of what is due", () => {
  it("leads with a drill of what was missed, as a form to /drills", async () => {
    const { db } = database;
    const { attemptId, asked } = await interview(db, candidate.id, miss(1));
    const html = await open("/due");
    const form = html.match(/<form[^>]*action="\/drills".*?<\/form>/s)?.[0] ?? "";
    expect(form).toContain(`name="from" value="${attemptId}"`);
    expect(form).toContain(`name="criteria" value="${asked[0]}"`);
  });

  it("goes by the reader's day", async () => {
    const { db } = database;
    const { attemptId, asked } = await interview(db, candidate.id, miss(1));
    const drillId = await drill(db, candidate.id, attemptId, asked.slice(0, 1), "not_met");
    // Due in twelve hours: later today where it is morning, tomorrow where it is evening.
    await db.execute(sql`
      update attempts set submitted_at = now() - interval '12 hours' where id in (${attemptId}, ${drillId})`);
    await moveBack(db, drillId, 0);
    const zones = ["UTC", "Etc%2FGMT-12"];
    const shown = await Promise.all(zones.map((zone) => open("/due", `zone=${zone}`)));
    expect(shown.filter((html) => html.includes("Due today: one drill"))).toHaveLength(1);
  });
});

describe("home, what is due and progress", () => {
  const HISTORIES: Record<
    string,
    { missed: number; drilled: number; minutes: number; says: string }
  > = {
    "a miss of today": { missed: 1, drilled: 0, minutes: 20, says: "Due today: one drill, 5 min" },
    "a day whose minutes are used up": {
      missed: 9,
      drilled: 1,
      minutes: 5,
      says: "Done for today",
    },
    "a day with room left": { missed: 9, drilled: 1, minutes: 20, says: "Due today: " },
    "all drilled": { missed: 1, drilled: 1, minutes: 20, says: "Done for today" },
  };
  it.each(Object.entries(HISTORIES))("say the same after %s", async (_, history) => {
    const { db } = database;
    const { attemptId, asked } = await interview(db, candidate.id, miss(history.missed));
    if (history.drilled > 0) {
      await drill(db, candidate.id, attemptId, asked.slice(0, history.drilled), "met");
    }
    await updateMinutes(db, { userId: candidate.id, minutes: history.minutes });
    const due = await getDue(db, candidate.id, { now: new Date(), timeZone: "UTC" });
    const { title, rest } = sayDue(due, "UTC");
    expect(title).toContain(history.says);
    for (const path of ["/", "/due", "/progress"]) {
      const html = await open(path);
      expect(html, path).toContain(title);
      expect(html, path).toContain(rest);
    }
  });
});
