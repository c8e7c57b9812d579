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

const counts = new Map<string, { all: number; shown: number }>();
for (const name of readdirSync(FOLDER)) {
  const content = await readContentOf(ROOT_DIR, name.replace(".json", ""));
  const middling = content?.calibration.find((answer) => answer.name === "middling");
  if (!content || !middling) throw new Error(`no middling answer for ${name}`);
  const { problem, rubric } = content;
  const { title, interview = "" } = problem.head;
  const known = [title, interview, problem.statementMarkdown, ...Object.values(middling.answers)];
  const secrets = listProbeSecrets(problem, rubric);
  for (const { kind, text } of fileSchema.parse(
    JSON.parse(readFileSync(`${FOLDER}/${name}`, "utf8")),
  )) {
    // Which criterion it was written for isn't known: it counts as shown where any would let it pass.
    const isShown = rubric.criteria.some(
      (wanted) => "text" in restrictProbe(text, { known: known.join("\n"), secrets, wanted }),
    );
    const count = counts.get(kind) ?? { all: 0, shown: 0 };
    counts.set(kind, { all: count.all + 1, shown: count.shown + (isShown ? 1 : 0) });
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
