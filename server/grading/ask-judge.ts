import { callAndRecord, UNUSABLE } from "./call-and-record";
import { JudgeError } from "./judge";
import { toQuestion } from "./plan";
import { buildRequest } from "./prompt";
import { verifyAnswer } from "./verify-answer";
import type { Verdict } from "#domain/grading/verdicts";
import type { Canary, Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { Sources } from "./defences/copied";
import type { JudgeAnswer, JudgeMaterial, JudgeQuestion, JudgeReply } from "./judge";
import type { Caller, CallRecord } from "./call-and-record";
import type { PlannedCall } from "./plan";
import type { Look, Observation } from "./prompt";
import type { Verification } from "./verification";
import type { Vote } from "./verify-answer";

export type Asking = Caller & {
  rubric: Rubric;
  material: JudgeMaterial;
  system: string;
  materialPrompt: string;
  /** US dollars that all calls of the grading may cost; absent: the judge's own bound. */
  maxUsd?: number;
  sources: () => Sources;
  /** What evidence is checked against, once it has been made. */
  verification: () => Promise<Verification>;
  /** What it counts for in this grading. */
  weigh: (criterion: Criterion) => number;
  /** Whether smaller doubts about it are worth another call. */
  isHeavy: (criterion: Criterion) => boolean;
  signal: AbortSignal;
  /** Lets so many calls through at a time. */
  limit: <T>(call: () => Promise<T>) => Promise<T>;
  onFirstReply?: () => void;
};

export type Asked = {
  votes: Map<string, Vote[]>;
  /** Of criteria that points of the debrief bear on. */
  heard: Map<string, Heard>;
  /** Null where no reply about them was of use, or billed. */
  first: CallRecord | null;
  /** In the order in which they were made, however they ended; null of one that isn't billed (yet). */
  reasks: (CallRecord | null)[];
  /** Ids of criteria about which the model gave no usable reply, first or asked again. */
  unanswered: Set<string>;
};

/** Two more readings of a criterion: one with what was observed in view, and one without it. */
export type Heard = {
  pointIds: string[];
  observed: Vote;
  /** Null where a second model observed: what differs is for a person. */
  between: Vote | null;
};

/** A criterion that points bear on, the verdict it has so far, and the next lower one. */
export type Contested = {
  criterion: Criterion;
  pointIds: string[];
  observations: Observation[];
  readings: readonly [Verdict, Verdict];
};

/**
 * Asks about the criteria of one planned call, once.
 * @throws JudgeError of the judge, or `canary_failed`
 */
export async function askFirst(planned: PlannedCall, asking: Asking): Promise<Asked> {
  const { criteria, canaries } = planned;
  const unanswered = new Set<string>();
  const votes = new Map<string, Vote[]>(criteria.map(({ id }) => [id, []]));
  const records: CallRecord[] = [];
  const recording: Asking = {
    ...asking,
    onCall: (record) => {
      records.push(record);
      asking.onCall?.(record);
    },
  };
  const open = async (own: Asking): Promise<JudgeAnswer[]> => {
    const questions = toQuestions([...criteria, ...canaries], asking);
    const given = await ask(questions, "first", own, unanswered);
    asking.onFirstReply?.();
    await requireCanaries(planned, given, own);
    return given;
  };
  // One after the other, what is asked again comes before the next call: a judge that can't be trusted
  // is found out early, and the server's cache still holds the prompt.
  const answers = asking.judge.oneAtATime
    ? await asking.limit(() => open({ ...recording, limit: (call) => call() }))
    : await open(recording);
  collect(answers, criteria, votes, await verify(asking));
  const [first = null, ...reasks] = records;
  return { votes, heard: new Map(), first, reasks, unanswered };
}

/**
 * Asks about criteria of one planned call again, and adds the votes to what was asked. The second model
 * is asked where there is one.
 */
export async function askAgain(
  criteria: readonly Criterion[],
  asked: Asked,
  asking: Asking,
): Promise<void> {
  await askOther(criteria, "again", asked, asking, asked.votes);
}

/** Asks a third time where the first two verdicts of the same judge differ. */
export async function askThird(
  split: ReadonlyMap<Criterion, readonly [Verdict, Verdict]>,
  asked: Asked,
  asking: Asking,
): Promise<void> {
  const look = { between: byId(split) };
  await askOther([...split.keys()], look, asked, asking, asked.votes);
}

/**
 * Has criteria of one planned call read with points of the debrief in view, and, unless that is a second
 * model's to say, once more without them, between the verdict so far and the next lower one.
 */
export async function askHeard(
  contested: readonly Contested[],
  asked: Asked,
  asking: Asking,
): Promise<void> {
  if (contested.length === 0) return;
  const criteria = contested.map(({ criterion }) => criterion);
  const observations = [...new Set(contested.flatMap((one) => one.observations))];
  const between = new Map(contested.map(({ criterion, readings }) => [criterion, readings]));
  const observed = new Map<string, Vote[]>(criteria.map(({ id }) => [id, []]));
  const blind = new Map<string, Vote[]>(criteria.map(({ id }) => [id, []]));
  // Also where one fails, the other isn't left running.
  const ended = await Promise.allSettled([
    askOther(criteria, { observed: observations }, asked, asking, observed),
    asking.judge.second
      ? null
      : askOther(criteria, { between: byId(between) }, asked, asking, blind),
  ]);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  for (const { criterion, pointIds } of contested) {
    const [vote] = observed.get(criterion.id) ?? [];
    const [settling = null] = blind.get(criterion.id) ?? [];
    if (vote) asked.heard.set(criterion.id, { pointIds, observed: vote, between: settling });
  }
}

async function askOther(
  criteria: readonly Criterion[],
  look: Look,
  asked: Asked,
  asking: Asking,
  votes: Map<string, Vote[]>,
): Promise<void> {
  if (criteria.length === 0) return;
  // In another order: what a verdict owes to its place in the list shows as disagreement.
  const questions = toQuestions(criteria, asking).reverse();
  const { second } = asking.judge;
  const place = asked.reasks.push(null) - 1;
  const own: Asking = {
    ...asking,
    judge: second ?? asking.judge,
    // Also of one whose reply is of no use: where the grade is there all the same, it is on its bill.
    onCall: (record) => {
      if (asked.reasks[place] === null) asked.reasks[place] = record;
      else asked.reasks.push(record);
      asking.onCall?.(record);
    },
  };
  const answers = await ask(questions, look, own, asked.unanswered);
  const check = await verify(asking);
  collect(answers, criteria, votes, (answer, question) => ({
    ...check(answer, question),
    ...(second && { by: second.requestedModel }),
  }));
}

function byId<Value>(map: ReadonlyMap<Criterion, Value>): Map<string, Value> {
  return new Map([...map].map(([{ id }, value]) => [id, value]));
}

/** Where there are replies, whatever takes text takes them too. */
function toQuestions(
  items: readonly (Criterion | Canary)[],
  { material }: Pick<Asking, "material">,
): JudgeQuestion[] {
  const questions = items.map(toQuestion);
  if (!material.interview?.length) return questions;
  return questions.map((question) =>
    question.evidence.includes("text")
      ? { ...question, evidence: [...question.evidence, "interview" as const] }
      : question,
  );
}

/**
 * Asks about these; where a server at home gives a reply that is cut or of no use, about each half of
 * them by itself. A small model that runs on over ten criteria often answers five. A criterion that
 * gets no usable reply by itself, asked at least twice, is left without an answer; a control question
 * never is.
 * @param unanswered is given the ids of those
 * @param isPart whether it was asked before, among others or alone
 * @throws JudgeError, of a single control question's reply too
 */
async function ask(
  questions: JudgeQuestion[],
  look: Look,
  asking: Asking,
  unanswered: Set<string>,
  isPart = look !== "first",
): Promise<JudgeAnswer[]> {
  try {
    return await askTogether(questions, look, asking);
  } catch (error) {
    const isLost = error instanceof JudgeError && UNUSABLE.has(error.kind);
    const [only, ...others] = questions;
    if (!isLost || !asking.judge.oneAtATime || !only) throw error;
    if (others.length === 0) {
      if (asking.rubric.canaries.some(({ id }) => id === only.id)) throw error;
      if (!isPart) return ask(questions, look, asking, unanswered, true);
      unanswered.add(only.id);
      return [];
    }
    const half = Math.ceil(questions.length / 2);
    const head = await ask(questions.slice(0, half), look, asking, unanswered, true);
    return [...head, ...(await ask(questions.slice(half), look, asking, unanswered, true))];
  }
}

async function askTogether(
  questions: JudgeQuestion[],
  look: Look,
  asking: Asking,
): Promise<JudgeAnswer[]> {
  const request = buildRequest(questions, asking, look);
  const purpose: CallRecord["purpose"] = look === "first" ? "first" : "reask";
  return asking.limit(async () => {
    if (asking.signal.aborted) {
      throw new JudgeError("aborted", "grading was stopped", { retryable: true });
    }
    const criterionIds = questions.map(({ id }) => id);
    // What is asked for in halves isn't asked for whole again by a later try.
    const about = { purpose, criterionIds, request, keepsFault: questions.length > 1 };
    const { reply } = await callAndRecord(about, asking, () =>
      asking.judge.judge(request, asking.signal),
    );
    requireAllAnswers(questions, reply);
    return reply.answers;
  });
}

/** No judge may leave a criterion out, answer one twice, or add one. */
function requireAllAnswers(questions: JudgeQuestion[], reply: JudgeReply): void {
  const wanted = questions.map(({ id }) => id).sort();
  const given = reply.answers.map(({ id }) => id).sort();
  if (wanted.length === given.length && wanted.every((id, i) => id === given[i])) return;
  throw new JudgeError("invalid_reply", `the reply isn't about ${wanted.join(", ")} alone`, {
    retryable: true,
  });
}

type Verify = (answer: JudgeAnswer, question: JudgeQuestion) => Vote;

async function verify({ verification }: Asking): Promise<Verify> {
  const against = await verification();
  return (answer, question) => verifyAnswer(answer, question, against);
}

function collect(
  answers: readonly JudgeAnswer[],
  criteria: readonly Criterion[],
  votes: Map<string, Vote[]>,
  check: Verify,
): void {
  for (const answer of answers) {
    const criterion = criteria.find(({ id }) => id === answer.id);
    if (!criterion) continue;
    votes.get(answer.id)?.push(check(answer, toQuestion(criterion)));
  }
}

/**
 * A judge that says "met" to what can't be, or "not met" to what must be, can't be trusted with the
 * rest. A small model may slip once, so a server at home is asked once more about the canaries alone;
 * one that fails them twice is too weak, and trying again won't change that.
 * @throws JudgeError `canary_failed`
 */
async function requireCanaries(
  { canaries }: PlannedCall,
  answers: readonly JudgeAnswer[],
  asking: Asking,
): Promise<void> {
  const { oneAtATime, isDeterministic } = asking.judge;
  let fault = findCanaryFault(canaries, answers);
  if (fault !== null && oneAtATime) {
    const questions = toQuestions(canaries, asking);
    fault = findCanaryFault(canaries, await ask(questions, "first", asking, new Set()));
  }
  if (fault === null) return;
  throw new JudgeError("canary_failed", fault, { retryable: !isDeterministic && !oneAtATime });
}

/** Null where none was answered wrongly; `cannot_assess` is no wrong answer. */
function findCanaryFault(
  canaries: readonly Canary[],
  answers: readonly JudgeAnswer[],
): string | null {
  for (const { id, expect } of canaries) {
    const verdict = answers.find((answer) => answer.id === id)?.verdict;
    const isWrong =
      expect === "met" ? verdict === "not_met" : verdict === "met" || verdict === "partial";
    if (isWrong) return `canary "${id}" must be ${expect}, not ${verdict}`;
  }
  return null;
}
