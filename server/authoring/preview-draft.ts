import type { Lens } from "#domain/problems/scale";
import type { ProblemHead } from "#domain/problems/problem.schema";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { CheckedDraft } from "./check-draft";
import type { DraftTexts } from "#domain/authoring/draft.schema";

/** What a draft holds for candidates, file by file; null where a file can't be read, all empty where the draft wasn't. */
export type DraftContent = {
  statement: { head: ProblemHead; statementMarkdown: string } | null;
  /** Any text is a solution, an empty one too. */
  solutionMarkdown: string;
  sceneText: string;
  rubric: RubricContent | null;
};

export type RubricContent = Pick<Rubric, "bars" | "caps"> & {
  criteria: CriterionContent[];
  /** Those of the curveball; empty where the rubric has none. */
  curveball: CriterionContent[];
  exclusions: Rubric["exclusions"];
  misconceptions: { id: string; text: string; advice: string }[];
};

export type CriterionContent = Pick<
  Criterion,
  "id" | "section" | "text" | "level" | "pass" | "fail" | "advice"
> & {
  partial: string | null;
  /** Of all the points of an attempt that met no curveball, 0–1, through each lens. */
  shares: Record<Lens, number>;
};

/** What there is to show of a draft's texts. */
export function previewDraft(checked: CheckedDraft, texts: DraftTexts): DraftContent {
  const { statement, rubric } = checked;
  return {
    statement: statement && {
      head: statement.head,
      statementMarkdown: statement.statementMarkdown,
    },
    solutionMarkdown: checked.isRead ? texts.solution.trim() : "",
    sceneText: checked.isRead ? texts.scene : "",
    rubric: rubric && previewRubric(rubric.rubric),
  };
}

function previewRubric(rubric: Rubric): RubricContent {
  const sums = perLens((lens) =>
    rubric.criteria.reduce((sum, criterion) => sum + weightOf(criterion, lens), 0),
  );
  const toContent = (criterion: Criterion): CriterionContent => {
    const { id, section, text, level, pass, fail, advice, partial = null } = criterion;
    const shares = perLens((lens) => weightOf(criterion, lens) / sums[lens]);
    return { id, section, text, level, pass, fail, advice, partial, shares };
  };
  return {
    bars: rubric.bars,
    caps: rubric.caps,
    exclusions: rubric.exclusions,
    criteria: rubric.criteria.map(toContent),
    curveball: (rubric.curveball ?? []).map(toContent),
    misconceptions: rubric.misconceptions.map(({ id, text, advice }) => ({ id, text, advice })),
  };
}

function perLens(of: (lens: Lens) => number): Record<Lens, number> {
  return { ai_lab: of("ai_lab"), product: of("product"), startup: of("startup") };
}
