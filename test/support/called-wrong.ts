import { createRequestHandler } from "@remix-run/node";
import { expect } from "vitest";
import { listOwnFiles } from "#server/accounts/list-own-files";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { createShareLink } from "#server/grades/create-share-link";
import { findSums } from "#server/grading/sums/find-sums";
import type { Sum } from "#server/grading/sums/find-sums";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { writeMarkdown } from "~/lib/report/report-markdown";
import { loader as loadReport } from "~/routes/report/report";
import type { TestDatabase } from "./database";
import { loadPageBuild } from "./page-build";
import type { PageWorld } from "./page-context";

/**
 * Right sums that the reader calls wrong, each shape as it stood in an answer written in a hurry, and
 * again with other figures: a price per million, tokens in and out, chains, minutes by part, words
 * between the figures, a pair of prices, a bill from the line before.
 */
export const HURRIED = `A turn: 84k x 2.5 = 0.21. A ticket: 62k x 3.5 = 0.22 as well.
A long one 20k/1.5k = 9c.
With pages 30k/2k = 11c each.
A run: 91.2k*3=.27 + 1.1M*.3=.33 + .2 = $.80.
Nightly: 64k*3=.19 + 2.4M*.3=.72 + .1 = $1.01.
Tests 2 + 40*6s=4 + 2*5
A build takes 3 + 30*8s=4 + 3*5 at worst.
Checks 10 + 42/6~7, then 14 + the suite split over 7 = 6.
Then 12 + 54/6~9, and 18 + the tests split over 9 = 8.
Warm 20 h (9.4M) plus up to 400 for newcomers (3.1M) = 12.5M.
Hot set 24 h (7.2M) plus up to 300 for new shops (2.6M) = 9.8M.
At peak 197 KB × 300K = 59 GB is held.
Small model at $2/$8 per M = 0.30 + 0.1.
Batch tier at $3/$12 per M = 0.45 + 0.24 for one report.
Index @.02/M hosted = $1,500/d.
Embeddings @.03/M hosted = $1,800/d.`;
export const CALLED_WRONG: readonly Sum[] = findSums(HURRIED).filter(({ holds }) => !holds);

/** What pages, files and prompts once said of sums, wrong or right. */
const ACCUSING =
  /we get|worth another look|(?:times|%) too (?:much|little)|sum that is wrong|sums? in this (?:section|reply)|other sums? (?:is|are)/i;
/** What they come to as the reader has them; shorter ones may stand anywhere. */
const MISREAD = CALLED_WRONG.map(({ computedText }) => computedText).filter(
  (text) => text.length > 4 && !HURRIED.includes(text),
);

/** Everything that leaves the server about a graded attempt, by what it is called. */
export async function readEverywhere(
  { db }: TestDatabase,
  pages: PageWorld,
  { attemptId, owner, reviewer }: { attemptId: string; owner: Viewer; reviewer: Viewer },
): Promise<Record<string, string>> {
  const render = createRequestHandler(await loadPageBuild(), "test");
  const contextFor = async ({ id }: Viewer) =>
    pages.contextFor((await createSession(db, id)).token);
  const open = async (path: string, who: Viewer): Promise<string> => {
    const response = await render(new Request(`http://localhost${path}`), await contextFor(who));
    expect(response.status, path).toBe(200);
    return response.text();
  };
  await recordOwnSight(db, { attemptId, userId: owner.id });
  const link = {
    attemptId,
    userId: owner.id,
    days: 7,
    showsName: false,
    showsScore: false,
  } as const;
  const { token } = await createShareLink(db, link);
  const report = `/attempts/${attemptId}/report`;
  const { graded, work, finding, ...page } = await loadReport({
    request: new Request(`http://localhost${report}`),
    params: { attemptId },
    context: await contextFor(owner),
  });
  if (graded === null || work === null) throw new Error("the report has no grade");
  const { submittedAt, contentHash } = page.report.attempt;
  const file = { ...page.report.problem, ...graded, ...page, submittedAt, contentHash };
  const saved = { ...file, finding, rubric: page.report.rubric, aids: work.aids };
  const files = await listOwnFiles(db, owner.id);
  const archived = await Promise.all(files.map(({ read }) => read()));
  return {
    report: await open(report, owner),
    "report.data": await open(`${report}.data`, owner),
    markdown: writeMarkdown(saved),
    json: JSON.stringify(saved),
    archive: archived.join("\n"),
    shared: await open(`/shared/${token}`, reviewer),
    "shared.data": await open(`/shared/${token}.data`, reviewer),
    review: await open(`/review/${attemptId}`, reviewer),
    "review.data": await open(`/review/${attemptId}.data`, reviewer),
  };
}

/** @param texts what people or a model read, by what it is called */
export function expectNoAccusation(texts: Record<string, string>): void {
  for (const [name, html] of Object.entries(texts)) {
    // React parts a sentence with comments where a value stands in it.
    const text = html.replaceAll("<!-- -->", "");
    expect(ACCUSING.exec(text)?.[0], name).toBeUndefined();
    expect(
      MISREAD.filter((figure) => text.includes(figure)),
      name,
    ).toEqual([]);
  }
}
