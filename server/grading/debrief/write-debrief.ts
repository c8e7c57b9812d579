import { DEBRIEF_PROMPT_VERSION } from "#domain/grading/prompt-version";
import { callAndRecord } from "../call-and-record";
import { JudgeError } from "../judge";
import { checkReply } from "./check-reply";
import { applyDoubts, listClaims } from "./doubt";
import { knowledgeOf } from "./knowledge";
import { nameIds } from "./name-ids";
import {
  buildDebriefSystem,
  buildDebriefTask,
  buildScepticSystem,
  buildScepticTask,
} from "./prompt";
import { DEBRIEF_SHAPE, scepticShape } from "./reply.schema";
import type { Debrief } from "#domain/grading/debrief.schema";
import type { Asking } from "../ask-judge";
import type { CallRecord } from "../call-and-record";
import type { GradeInput } from "../grade-input";
import type { AskRequest, Judge } from "../judge";
import type { CheckedReply } from "./check-reply";
import type { Doubted } from "./doubt";
import type { Shape } from "./reply.schema";

/** Output tokens, roughly: what a call may come to before it is made. */
const EXPECTED_TOKENS = { debrief: 5_000, sceptic: 1_500 };

export type WriteOptions = Pick<
  Asking,
  | "judge"
  | "material"
  | "materialPrompt"
  | "verification"
  | "signal"
  | "now"
  | "onCall"
  | "kept"
  | "maxUsd"
> & {
  input: GradeInput;
  /** US dollars to leave for other calls of the grading, at this moment. */
  keepUsd: () => number;
};

/**
 * Asks for a debrief, checks it, and has a sceptic doubt what is left; the second model where there is one.
 * @throws JudgeError of either call
 */
export async function writeDebrief(options: WriteOptions): Promise<Debrief> {
  const { input, material, judge } = options;
  const { value, record } = await ask("debrief", judge, options, {
    system: buildDebriefSystem(input),
    task: buildDebriefTask(input),
    shape: DEBRIEF_SHAPE,
  });
  const reply = checkReply(nameIds(value, material), {
    knowledge: knowledgeOf(input, material),
    verification: await options.verification(),
    criterionIds: new Set(input.rubric.criteria.map(({ id }) => id)),
    failureIds: new Set(input.failures?.failures.map(({ id }) => id)),
  });
  if (reply === null) return { status: "left_out", reason: "invalid_reply" };
  return {
    status: "made",
    promptVersion: DEBRIEF_PROMPT_VERSION,
    requestedModel: record.requestedModel,
    returnedModel: record.returnedModel,
    failuresHash: input.failures?.hash ?? null,
    isLater: false,
    ...(await doubt(reply, options)),
  };
}

/**
 * Has the sceptic doubt what is left of a reply. Without a claim there is nothing to doubt.
 * @throws JudgeError of the call
 */
export async function doubt(reply: CheckedReply, options: WriteOptions): Promise<Doubted> {
  const { input, judge } = options;
  const claims = listClaims(reply);
  if (claims.length === 0) return { ...reply, points: [] };
  const { value } = await ask("sceptic", judge.second?.ask ? judge.second : judge, options, {
    system: buildScepticSystem(input),
    task: buildScepticTask(claims),
    shape: scepticShape(claims.map(({ id }) => id)),
  });
  return applyDoubts(reply, value, await options.verification());
}

type Question<Value> = { system: string; task: string; shape: Shape<Value> };

async function ask<Value>(
  purpose: "debrief" | "sceptic",
  judge: Judge,
  { material, materialPrompt, maxUsd, keepUsd, now, onCall, kept, signal }: WriteOptions,
  { system, task, shape }: Question<Value>,
): Promise<{ value: Value; record: CallRecord }> {
  const request: AskRequest<Value> = {
    material,
    prompt: { system, material: materialPrompt, questions: task },
    replyJsonSchema: shape.json,
    parse: shape.parse,
    keepUsd: keepUsd(),
    expectedTokens: EXPECTED_TOKENS[purpose],
    ...(maxUsd !== undefined && { maxUsd }),
  };
  const { reply, record } = await callAndRecord(
    { purpose, criterionIds: [], request },
    { judge, now, ...(onCall && { onCall }), ...(kept && { kept }) },
    async () => {
      if (!judge.ask) throw new JudgeError("misconfigured", "can't be asked", { retryable: false });
      return judge.ask(request, signal);
    },
  );
  return { value: reply.value, record };
}
