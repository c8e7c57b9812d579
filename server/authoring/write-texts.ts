import { stringify } from "yaml";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { DraftTexts } from "#domain/authoring/draft.schema";

const YAML_STYLE = { lineWidth: 96, aliasDuplicateObjects: false } as const;

/** A stored problem as the text of its three files; reading them gives the same problem again. */
export function writeProblemTexts(body: ProblemBody): Omit<DraftTexts, "rubric"> {
  const { head, statementMarkdown, solutionMarkdown, solutionScene } = body;
  return {
    problem: `---\n${stringify(head, YAML_STYLE)}---\n\n${statementMarkdown}\n`,
    solution: `${solutionMarkdown}\n`,
    scene: `${JSON.stringify(solutionScene, null, 2)}\n`,
  };
}

/** A stored rubric as YAML; reading it gives the same rubric again. */
export function writeRubricText(rubric: Rubric): string {
  return stringify(rubric, YAML_STYLE);
}
