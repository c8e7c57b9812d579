import { cleanMaterial } from "./clean-material";
import { makeSources } from "./defences/copied";
import { once } from "./once";
import { toQuestion } from "./plan";
import { buildRequest } from "./prompt";
import { withReplies } from "#domain/attempts/with-replies";
import type { SectionId } from "#domain/problems/scale";
import type { GradeInput } from "./grade-input";
import type { Judge } from "./judge";

/**
 * Ids of a section's criteria that a judge finds met in unfinished work. Only those are asked that it
 * says it covers: of the others nothing is known, and none of them is in the result.
 * @throws JudgeError of the judge
 */
export async function findShown(
  input: GradeInput,
  section: SectionId,
  judge: Pick<Judge, "covers" | "judge">,
  signal: AbortSignal,
): Promise<string[]> {
  const { rubric, problem, answers, scene, interview } = input;
  const covered = judge.covers?.(rubric) ?? new Set<string>();
  const questions = rubric.criteria
    .filter((one) => one.section === section && covered.has(one.id))
    .map(toQuestion);
  if (questions.length === 0) return [];
  const { material } = cleanMaterial(withReplies(answers, interview), scene, problem.solutionScene);
  const sources = once(() => makeSources(input));
  const shared = { rubric, material, sources, system: "", materialPrompt: "" };
  const reply = await judge.judge(buildRequest(questions, shared), signal);
  return reply.answers.filter(({ verdict }) => verdict === "met").map(({ id }) => id);
}
