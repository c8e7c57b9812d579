import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { checkFacts } from "#server/content/check-facts";
import { formatIssue } from "#server/content/content-error";
import { listSlugs } from "#server/content/read-content";
import { readFacts } from "#server/content/read-facts";
import { createRandom } from "#server/statistics/random";
import { drawMutations } from "../support/mutate-facts";
import type { ContentIssue } from "#server/content/content-error";
import type { FactsCase } from "../support/mutate-facts";

let cases: FactsCase[];
let found: string[];
beforeAll(async () => {
  const issues: ContentIssue[] = [];
  cases = [];
  for (const slug of await listSlugs(".")) {
    const folder = `problems/${slug}`;
    const [text = "", ...texts] = await Promise.all(
      ["facts.yaml", "problem.md", "solution.md"].map((name) =>
        readFile(`${folder}/${name}`, "utf8"),
      ),
    );
    const read = readFacts(text, `${folder}/facts.yaml`, issues);
    if (!read) continue;
    issues.push(...checkFacts(read, texts));
    cases.push({ slug, facts: read.facts, texts });
  }
  found = issues.map(formatIssue);
});

describe("the facts of the shipped problems", () => {
  it("hold, every one", async () => {
    expect(found).toEqual([]);
    expect(cases.map(({ slug }) => slug)).toEqual(await listSlugs("."));
  });

  it("are eight at least in each problem, and hardly any is slack", () => {
    for (const { slug, facts } of cases) expect(facts.facts.length, slug).toBeGreaterThanOrEqual(8);
    const all = cases.flatMap(({ facts }) => facts.facts);
    const slack = all.filter((fact) => fact.slack !== undefined);
    expect(slack.length / all.length).toBeLessThan(0.1);
  });

  it("tell of 95 in 100 mistakes that are planted in them and in the texts", () => {
    const mutations = drawMutations(cases, 200, createRandom(26));
    const missed = mutations.filter(({ mutated }) => countFaults(mutated) === 0);
    const told = missed.map(({ kind, slug, what }) => `${slug}: ${kind}: ${what}`).join("\n");
    const share = 1 - missed.length / mutations.length;
    expect(share, `caught ${share * 100} percent; missed:\n${told}`).toBeGreaterThanOrEqual(0.95);
  });
});

/** As `content:check` sees it, from the text of the file on. */
function countFaults({ facts, texts }: FactsCase): number {
  const issues: ContentIssue[] = [];
  const read = readFacts(stringify(facts), "facts.yaml", issues);
  return issues.length + (read ? checkFacts(read, texts).length : 0);
}
