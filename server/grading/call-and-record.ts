import { toStorableText } from "#domain/text/storable.schema";
import { canonicalHash } from "../text/canonical-hash";
import { JudgeError } from "./judge";
import { hashPrompt } from "./prompt";
import type { JudgeCall } from "#domain/grading/grade.schema";
import type { Judge, JudgeBill, JudgeRequest } from "./judge";
import type { KeptCalls } from "./kept-calls";

/** A call as it happened; its index is known when all calls are. */
export type CallRecord = Omit<JudgeCall, "index">;

/** Who calls, who is told of it, and where replies are kept. */
export type Caller = {
  judge: Judge;
  now: () => Date;
  /** Told of every call that was billed, at once: those of a grading that fails are paid for too. */
  onCall?: (call: CallRecord) => void;
  /** Where replies are kept as they come; absent where asking again is cheap. */
  kept?: KeptCalls;
};

/** Kinds of replies that were billed and are of no use. */
export const UNUSABLE: ReadonlySet<JudgeError["kind"]> = new Set(["truncated", "invalid_reply"]);

/**
 * Makes one call, and puts it on record whether its reply is of use or not. What an earlier try was
 * answered isn't asked again, nor, where `keepsFault` is set, what got a reply of no use.
 * @throws what the call throws
 */
export async function callAndRecord<Reply extends JudgeBill & { rawReply: string }>(
  about: Pick<CallRecord, "purpose" | "criterionIds"> & {
    request: Pick<JudgeRequest, "prompt" | "replyJsonSchema">;
    keepsFault?: boolean;
  },
  { judge, now, onCall, kept }: Caller,
  call: () => Promise<Reply>,
): Promise<{ reply: Reply; record: CallRecord }> {
  const { purpose, criterionIds, request } = about;
  const asked = { purpose, askedHash: hashAsked(request, judge) };
  const known = kept?.find(asked);
  if (known) {
    onCall?.(known.record);
    if (isFault(known.reply)) {
      const { kind, message } = known.reply.fault;
      throw new JudgeError(kind, message, { retryable: true });
    }
    return { reply: known.reply as Reply, record: known.record };
  }
  const startedAt = now();
  const describe = (bill: JudgeBill, rawReply: string): CallRecord => ({
    purpose,
    criterionIds,
    requestedModel: judge.requestedModel,
    returnedModel: bill.returnedModel,
    usage: bill.usage,
    costUsd: bill.costUsd,
    startedAt: startedAt.toISOString(),
    durationMs: Math.max(0, now().getTime() - startedAt.getTime()),
    promptHash: hashPrompt(request),
    rawReply: toStorableText(rawReply),
  });
  try {
    const reply = await call();
    const record = describe(reply, reply.rawReply);
    onCall?.(record);
    await kept?.keep(asked, { reply, record });
    return { reply, record };
  } catch (error) {
    if (error instanceof JudgeError && error.bill) {
      const { kind, message } = error;
      const record = describe(error.bill, `no usable reply: ${message}`);
      onCall?.(record);
      if (about.keepsFault && UNUSABLE.has(kind)) {
        await kept?.keep(asked, { reply: { fault: { kind, message } }, record });
      } else await kept?.bill(record);
    }
    throw error;
  }
}

/** Kept in place of a reply that was of no use. */
type KeptFault = { fault: Pick<JudgeError, "kind" | "message"> };

function isFault(reply: unknown): reply is KeptFault {
  return typeof reply === "object" && reply !== null && "fault" in reply;
}

function hashAsked(
  { prompt, replyJsonSchema }: Pick<JudgeRequest, "prompt" | "replyJsonSchema">,
  { requestedModel, oneAtATime }: Omit<Judge, "second">,
): string {
  const { settingsHash = null } = oneAtATime ?? {};
  return canonicalHash({ prompt, replyJsonSchema, requestedModel, settingsHash });
}
