import { join } from "node:path";
import { collectContent, toContentFile } from "#server/content/read-content";
import { readListsFrom } from "#server/judges/offline/read-lists";
import { formatIssue } from "#server/content/content-error";
import { withLists } from "../../support/listed-rubric";
import { createBlinder } from "../gold/blind-rubric";
import { composeAnswers } from "../gold/compose-answers";
import { FROZEN_PATH } from "../../support/frozen-content";
import { loadGold } from "../gold/load-gold";
import { UsageError } from "./options";
import type { ContentFile } from "#server/content/read-content";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { GoldAnswer } from "../gold/compose-answers";
import type { DrawOutline } from "../gold/compose-answers";
import type { Gold } from "../gold/gold.schema";
import type { EvalOptions } from "./options";

/** A problem with the gold of one split. */
type GoldSet = { gold: Gold; answers: GoldAnswer[] };
export type EvalProblem = { content: ContentFile; golds: GoldSet[] };
export type Loaded = {
  problems: EvalProblem[];
  /** Every problem that there is, also those which weren't asked for. */
  all: ContentFile[];
  warnings: string[];
};

/**
 * The problems asked for, with their gold.
 *
 * @throws UsageError for a slug that is no problem
 * @throws ContentError for gold that can't be used
 */
export async function loadProblems(
  rootDir: string,
  options: EvalOptions,
  draw: DrawOutline,
): Promise<Loaded> {
  const { problem: wanted, splits } = options;
  const { contents, issues } = await collectContent(join(rootDir, FROZEN_PATH));
  const listsDir = join(rootDir, "server/judges/offline/lists");
  const all = contents
    .map(toContentFile)
    .map((content) => ({
      ...content,
      rubric: withLists(content.rubric, readListsFrom(listsDir, content.rubric)),
    }));
  const slugs = all.map(({ slug }) => slug);
  const warnings = issues.map((issue) => `content: ${formatIssue(issue)}`);
  const unknown = wanted.filter((slug) => !slugs.includes(slug));
  if (unknown.length > 0) {
    const faults = warnings.length > 0 ? `\n${warnings.join("\n")}` : "";
    throw new UsageError(
      `--problem: no usable problem is called ${unknown.join(", ")}; there are ${slugs.join(", ")}${faults}`,
    );
  }
  const problems: EvalProblem[] = [];
  for (const content of all) {
    if (wanted.length > 0 && !wanted.includes(content.slug)) continue;
    const golds: GoldSet[] = [];
    for (const split of splits) {
      const gold = await loadGold(rootDir, content.rubric, split);
      if (gold) {
        golds.push({ gold, answers: composeAll(gold, content.rubric, options, draw) });
      } else warnings.push(`gold: ${content.slug} has none for the split ${split}`);
    }
    problems.push({ content, golds });
  }
  return { problems, all, warnings };
}

function composeAll(
  gold: Gold,
  rubric: Rubric,
  { seed, rounds, signals }: EvalOptions,
  draw: DrawOutline,
): GoldAnswer[] {
  const answers = Array.from({ length: rounds }).flatMap((_, round) =>
    composeAnswers(gold, rubric, seed + round, draw).map((answer) =>
      round === 0 ? answer : { ...answer, name: `${answer.name} round ${round + 1}` },
    ),
  );
  if (signals === "all") return answers;
  const blind = createBlinder(gold, rubric);
  return answers.map((answer) => ({ ...answer, rubric: blind(answer.planted) }));
}
