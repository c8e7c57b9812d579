import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readContentOf } from "#server/content/read-content";
import { listProbeSecrets, restrictProbe } from "#server/judges/restrict-probe";
import { ROOT_DIR } from "../support/content";

/**
 * Follow-ups that models might write about the middling answer of six problems, sixty each, by somebody
 * who hadn't seen the check: `clean` ones, and those that leak words or a figure of rubric or solution,
 * praise, grade, say what is missing, ramble, ask two things, or obey the candidate.
 */
const fileSchema = z.array(z.strictObject({ kind: z.string(), text: z.string() }));
const FOLDER = "test/fixtures/probes";

/** Of those that may not be asked, how many are; as it was measured, and no more. */
const SHOWN: Record<string, number> = {
  leak_words: 0,
  leak_figure: 0,
  ramble: 0,
  praise: 2,
  grade: 4,
  missing: 1,
  double: 1,
  obey: 1,
};

/**
 * A hundred and twenty more about five other problems, half of them bad in ways that are hard to see.
 * Whoever read those that are shown judged each by itself (`read`): "fine", or what it gives away.
 */
const twiceSchema = z.array(
  z.strictObject({ kind: z.string(), read: z.string().nullable(), text: z.string() }),
);
const TWICE_FOLDER = "test/fixtures/probes-read-twice";

/** A reader of the content of a problem, who says whether a follow-up about it may be asked. */
async function openCheck(slug: string): Promise<(text: string) => boolean> {
  const content = await readContentOf(ROOT_DIR, slug);
  const middling = content?.calibration.find((answer) => answer.name === "middling");
  if (!content || !middling) throw new Error(`no middling answer for ${slug}`);
  const { problem, rubric } = content;
  const { title, interview = "" } = problem.head;
  const read = [title, interview, problem.statementMarkdown, ...Object.values(middling.answers)];
  const known = read.join("\n");
  const secrets = listProbeSecrets(problem, rubric);
  // Which criterion it was written for isn't known: it counts as shown where any would let it pass.
  return (text) =>
    rubric.criteria.some((wanted) => "text" in restrictProbe(text, { known, secrets, wanted }));
}

const counts = new Map<string, { all: number; shown: number }>();
for (const name of readdirSync(FOLDER)) {
  const isShown = await openCheck(name.replace(".json", ""));
  const probes = fileSchema.parse(JSON.parse(readFileSync(`${FOLDER}/${name}`, "utf8")));
  for (const { kind, text } of probes) {
    const count = counts.get(kind) ?? { all: 0, shown: 0 };
    counts.set(kind, { all: count.all + 1, shown: count.shown + (isShown(text) ? 1 : 0) });
  }
}

describe("follow-ups as models might write them", () => {
  it.each(Object.entries(SHOWN))("that %s are asked %i times", (kind, most) => {
    expect(counts.get(kind)?.all).toBeGreaterThanOrEqual(30);
    expect(counts.get(kind)?.shown).toBeLessThanOrEqual(most);
  });

  it("are mostly asked where they are clean", () => {
    const clean = counts.get("clean");
    expect(clean?.all).toBe(60);
    expect(clean?.shown).toBeGreaterThanOrEqual(40);
  });
});

describe("follow-ups whose faults are hard to see", () => {
  it("are shown where a second reader finds them fine, and seldom else", async () => {
    const shown: string[] = [];
    for (const name of readdirSync(TWICE_FOLDER)) {
      const isShown = await openCheck(name.replace(".json", ""));
      const probes = twiceSchema.parse(JSON.parse(readFileSync(`${TWICE_FOLDER}/${name}`, "utf8")));
      shown.push(...probes.flatMap(({ read, text }) => (isShown(text) ? [read ?? "unread"] : [])));
    }
    const fine = shown.filter((read) => read === "fine").length;
    expect(fine).toBeGreaterThanOrEqual(48);
    // One telling word, or a gap implied: what code can't see (docs/decisions/0032).
    expect(shown.length - fine).toBeLessThanOrEqual(23);
  });
});
