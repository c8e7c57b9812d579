import type { Job } from "bullmq";
import { repliesOf } from "#domain/attempts/turn.schema";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import { chooseProbe } from "../attempts/interviewer/choose-probe";
import { holdProbe, toProbeBrief } from "./probe-brief";
import { PROBE_WAIT_MS } from "../attempts/list-turns";
import { getWaitingProbe, saveProbe, saveProbeBill, writeAuthored } from "../attempts/save-probe";
import type { WaitingProbe } from "../attempts/save-probe";
import type { ModelBill } from "../attempts/save-question-answer";
import { getPersonSpendUsd } from "../grades/get-person-spend";
import { toGradedProblem } from "../grading/grade-input";
import type { GradeInput } from "../grading/grade-input";
import { JudgeError } from "../grading/judge";
import type { JudgeBill } from "../grading/judge";
import { probeJob } from "../jobs/probe-job";
import type { JobPayload } from "../jobs/define-job";
import type { Interviewer } from "../judges/interviewer";
import { getJudgeControls } from "../settings/get-judge-controls";
import { packInput } from "../threads/packed-input";
import { TextTaskError } from "../threads/text-task-error";
import type { Threads } from "../threads/open-threads";
import { isDayUsedUp } from "./day-budget";
import { shareOf } from "../grades/share-of";
import type { QuestionTools } from "./answer-question";

export type ProbeTools = QuestionTools & { threads: Pick<Threads, "run"> };

const DEFAULT_WAIT_MS = PROBE_WAIT_MS - 2_000;
/** Reading one section by lists; then the authored order is as good. */
const LISTS_DEADLINE_MS = 4_000;

/**
 * Asks a candidate a follow-up: chooses what their work doesn't show yet, and has the model put it in
 * the candidate's own terms. Where there is no model, no money left, no reply in time, or one that
 * gives something away, the author's words are asked. Whoever is first counts: a late reply changes
 * nothing, but is on the bill.
 */
export function createProbeHandler(tools: ProbeTools) {
  return async function handleProbe(job: Pick<Job<JobPayload>, "data">): Promise<void> {
    const { rowId: turnId, requestId } = probeJob.read(job.data);
    const waiting = await getWaitingProbe(tools.db, turnId);
    if (!waiting) return;
    const shown = await findShownInTime(tools, waiting);
    const criterion = chooseProbe(waiting.rubric, waiting.round, shown);
    const byModel = criterion !== null && (await askModel(tools, turnId, waiting, criterion));
    if (!byModel) await saveProbe(tools.db, turnId, writeAuthored(waiting, shown));
    tools.log.info({ turnId, requestId, byModel }, "asked a candidate a follow-up");
  };
}

/** What can't be read in time counts as not shown: then the authored order decides. */
async function findShownInTime(
  { threads, stopping, log }: ProbeTools,
  waiting: WaitingProbe,
): Promise<ReadonlySet<string>> {
  const lane = { lane: "quick" as const, deadlineMs: LISTS_DEADLINE_MS, signal: stopping };
  try {
    const args = [packInput(toInput(waiting)), waiting.round.section] as const;
    return new Set(await threads.run("findShown", [...args], lane));
  } catch (error) {
    if (!(error instanceof TextTaskError) && !(error instanceof JudgeError)) throw error;
    log.warn({ errorKind: error.kind }, "a follow-up was chosen without the lists");
    return new Set();
  }
}

function toInput(waiting: WaitingProbe): GradeInput {
  const { problem, brief, rubric, rubricHash, answers, scene, round } = waiting;
  return {
    problem: toGradedProblem(problem, brief),
    rubric,
    rubricHash,
    answers,
    scene,
    interview: repliesOf(waiting.exchanges),
    mode: "standard",
    level: round.level,
    lens: round.lens,
  };
}

async function askModel(
  tools: ProbeTools,
  turnId: string,
  waiting: WaitingProbe,
  criterion: Criterion,
): Promise<boolean> {
  const { db, log, stopping, waitMs = DEFAULT_WAIT_MS } = tools;
  const interviewer = await affordInterviewer(tools, waiting);
  // Time spent in the queue is gone: a call that can only come too late is not paid for.
  const leftMs = Math.floor(waitMs - waiting.waitedMs);
  if (leftMs <= 0 || interviewer === null) return false;
  const calledAt = new Date();
  const toBill = (bill: JudgeBill): ModelBill => ({
    requestedModel: interviewer.requestedModel,
    returnedModel: bill.returnedModel,
    inputTokens: bill.usage?.inputTokens ?? null,
    outputTokens: bill.usage?.outputTokens ?? null,
    costUsd: bill.costUsd,
    calledAt,
  });
  try {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(leftMs)]);
    const brief = toProbeBrief(waiting, waiting.round.section, criterion);
    const reply = await interviewer.probe(brief, signal);
    const held = holdProbe(reply.question, brief, waiting, criterion);
    if ("refused" in held) log.info({ turnId, refused: held.refused }, "a follow-up was refused");
    // Together, or a worker killed in between would ask and pay again.
    await db.transaction(async (tx) => {
      await saveProbeBill(tx, turnId, toBill(reply.bill));
      if ("text" in held) {
        const probe = { kind: "probe" as const, text: held.text, writtenBy: "model" as const };
        await saveProbe(tx, turnId, { ...probe, criterionIds: [criterion.id] });
      }
    });
    return "text" in held;
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    log.warn({ turnId, errorKind: error.kind }, "the model wrote no follow-up");
    if (error.bill) await saveProbeBill(db, turnId, toBill(error.bill));
    return false;
  }
}

/** Who writes it; null where no model is connected, or nothing may be spent for this person today. */
async function affordInterviewer(
  { db, judges, defaults, maxSharePercent }: ProbeTools,
  { asker }: WaitingProbe,
): Promise<Interviewer | null> {
  const { interviewer } = await judges.current();
  if (interviewer === null) return null;
  const { maxUsdPerDay } = (await getJudgeControls(db, defaults)).inForce;
  if (await isDayUsedUp(db, maxUsdPerDay)) return null;
  const shareUsd = shareOf(asker, maxUsdPerDay, { maxSharePercent });
  if (shareUsd !== null && (await getPersonSpendUsd(db, asker.id)) >= shareUsd) return null;
  return interviewer;
}
