import pLimit from "p-limit";
import { planCalls } from "../../../server/grading/plan";
import {
  buildMaterialPrompt,
  buildRequest,
  buildSystemPrompt,
} from "../../../server/grading/prompt";
import { toQuestion } from "../../../server/grading/plan";
import { cleanMaterial } from "../../../server/grading/clean-material";
import { sourcesOf } from "../../../server/grading/defences/copied";
import type { Judge } from "../../../server/grading/judge";
import { gradeInput } from "../../support/grading-fixture";

/** Evaluation tools run this many calls at a time unless told otherwise. */
const PEER_CONCURRENCY = 4;

/**
 * What others do, on the same model and prompts, with no queue, no verification and no database:
 * `answers` answers of five calls each, so many calls at a time.
 */
async function callAll(judge: Judge, answers: number, concurrency: number): Promise<void> {
  const input = gradeInput();
  const { material } = cleanMaterial(input.answers, input.scene);
  const parts = {
    judge,
    rubric: input.rubric,
    material,
    sources: () => sourcesOf(input.problem, input.rubric),
    system: buildSystemPrompt(input.problem),
    materialPrompt: buildMaterialPrompt(material),
  };
  const limit = pLimit(concurrency);
  const plan = planCalls(input.rubric, input.answers, "standard");
  const calls = Array.from({ length: answers }, () => plan).flat();
  await Promise.all(
    calls.map(({ criteria, canaries }) =>
      limit(() => {
        const request = buildRequest([...criteria, ...canaries].map(toQuestion), parts);
        return judge.judge(request, new AbortController().signal);
      }),
    ),
  );
}

/** One call after the other, as a loop over criteria does. */
export function runSequential(judge: Judge, answers: number): Promise<void> {
  return callAll(judge, answers, 1);
}

/** Four calls at a time, the default of common evaluation tools. */
export function runFourAtATime(judge: Judge, answers: number): Promise<void> {
  return callAll(judge, answers, PEER_CONCURRENCY);
}

/** Everything at once: what the machine and the model allow at best. */
export function runAllAtOnce(judge: Judge, answers: number): Promise<void> {
  return callAll(judge, answers, Infinity);
}
