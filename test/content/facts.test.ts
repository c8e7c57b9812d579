import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { checkFacts } from "#server/content/check-facts";
import { formatIssue } from "#server/content/content-error";
import { listSlugs } from "#server/content/read-content";
import { readFacts } from "#server/content/read-facts";
import { createRandom } from "#domain/statistics/random";
import { drawMutations, tellEverywhere } from "../support/mutate-facts";
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
    const missed = mutations.filter(({ mutated }) => findFaults(mutated).length === 0);
    const told = missed.map(({ kind, slug, what }) => `${slug}: ${kind}: ${what}`).join("\n");
    const share = 1 - missed.length / mutations.length;
    expect(share, `caught ${share * 100} percent; missed:\n${told}`).toBeGreaterThanOrEqual(0.95);
  });
});

/** From docs/problems-recomputed.md: figures that stood there until somebody computed the model behind them. */
const FORMER_ERRORS: [slug: string, quantity: string, value: number][] = [
  ["agent-platform-mcp", "timed_tokens", 120],
  ["code-completion", "accepted_later", 0.26],
  ["code-completion", "cold_reading", 108],
  ["llm-evaluation-platform", "gate", 33.8],
  ["llm-inference-serving", "pace", 27.8],
  ["llm-inference-serving", "in_flight", 126],
  ["llm-inference-serving", "sleepers", 1120],
  ["reasoning-model-routing", "longest", 75],
  ["recommendation-feed", "places_a_promise", 20],
  ["recommendation-feed", "busy", 0.33],
  ["text-to-sql-analytics", "warehouse_month", 14_700],
  ["voice-agent", "unanswered", 0.21],
];

describe("an error that once stood in all texts of a problem", () => {
  it.each(FORMER_ERRORS)("is told by a fact: %s, %s of %d", (slug, quantity, value) => {
    const one = cases.find((candidate) => candidate.slug === slug);
    if (!one) throw new Error(`no facts of ${slug}`);
    const faults = findFaults(tellEverywhere(one, quantity, value));
    expect(faults.map(({ message }) => message).join()).toMatch(/doesn't hold/);
    expect(faults.every(({ field }) => field.startsWith("facts["))).toBe(true);
  });
});

/** As `content:check` sees it, from the text of the file on. */
function findFaults({ facts, texts }: FactsCase): ContentIssue[] {
  const issues: ContentIssue[] = [];
  const read = readFacts(stringify(facts), "facts.yaml", issues);
  return [...issues, ...(read ? checkFacts(read, texts) : [])];
}
