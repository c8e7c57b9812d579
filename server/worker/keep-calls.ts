import { and, count, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeCalls } from "../db/tables/grades";
import { keptReplies } from "../db/tables/model-turns";
import type { CallRecord } from "../grading/call-and-record";
import type { KeptCall, KeptCalls } from "../grading/kept-calls";
import { toStorableText } from "#domain/text/storable.schema";
import { saveCall } from "../grades/save-judge-calls";
import type { Payer } from "../grades/save-judge-calls";

/** Stands in front of what is billed as it comes: the order of a grade's calls is known when all are. */
const FIRST_POSITION = 10_000;

export type OpenedCalls = KeptCalls & {
  /** Where they were billed: ids in `judge_calls`, by the records that were found or kept. */
  idOf: (record: Pick<CallRecord, "startedAt" | "promptHash">) => number | undefined;
};

/**
 * Opens what was kept of a piece of work. A bill is written when its reply comes and never again,
 * however often its worker dies; not fenced, for a call that was made was paid for.
 * @param part of a dry run or check: which of its gradings
 */
export async function openCalls(db: Db, payer: Payer, part = ""): Promise<OpenedCalls> {
  const workId = workOf(payer);
  const known = await db
    .select({
      id: keptReplies.judgeCallId,
      purpose: keptReplies.purpose,
      askedHash: keptReplies.askedHash,
      ordinal: keptReplies.ordinal,
      reply: keptReplies.reply,
      record: judgeCalls.detail,
    })
    .from(keptReplies)
    .innerJoin(judgeCalls, eq(judgeCalls.id, keptReplies.judgeCallId))
    .where(and(eq(keptReplies.workId, workId), eq(keptReplies.part, part)));
  const kept = new Map<string, KeptCall>();
  const ids = new Map<string, number>();
  const remember = (record: Parameters<OpenedCalls["idOf"]>[0], id: number): void => {
    ids.set(`${record.startedAt} ${record.promptHash}`, id);
  };
  for (const { id, ordinal, reply, record: stored, ...asked } of known) {
    const { index: _index, ...record } = stored;
    kept.set(keyOf(asked, ordinal), { reply, record });
    remember(record, id);
  }
  const times = new Map<string, number>();
  let position = FIRST_POSITION + (await countCalls(db, payer));
  const toCall = (record: CallRecord) => ({ ...record, index: position++ });
  return {
    find: (asked) => {
      const ordinal = (times.get(keyOf(asked, 0)) ?? 0) + 1;
      times.set(keyOf(asked, 0), ordinal);
      return kept.get(keyOf(asked, ordinal)) ?? null;
    },
    keep: async (asked, { reply, record }) => {
      const ordinal = times.get(keyOf(asked, 0)) ?? 1;
      const id = await db.transaction(async (tx) => {
        const judgeCallId = await saveCall(tx, payer, toCall(record));
        const row = { judgeCallId, workId, part, ...asked, ordinal, reply: toStorable(reply) };
        // Another worker, which took this work over meanwhile, may have had the same.
        await tx.insert(keptReplies).values(row).onConflictDoNothing();
        return judgeCallId;
      });
      remember(record, id);
    },
    bill: async (record) => {
      remember(record, await saveCall(db, payer, toCall(record)));
    },
    idOf: ({ startedAt, promptHash }) => ids.get(`${startedAt} ${promptHash}`),
  };
}

function keyOf({ purpose, askedHash }: { purpose: string; askedHash: string }, ordinal: number) {
  return `${purpose} ${askedHash} ${ordinal}`;
}

function workOf(payer: Payer): string {
  if ("gradeId" in payer) return payer.gradeId;
  return "dryRunId" in payer ? payer.dryRunId : payer.judgeCheckId;
}

async function countCalls(db: Db, payer: Payer): Promise<number> {
  const workId = workOf(payer);
  const [row] = await db
    .select({ calls: count() })
    .from(judgeCalls)
    .where(
      sql`${workId}::uuid in (${judgeCalls.gradeId}, ${judgeCalls.dryRunId}, ${judgeCalls.judgeCheckId})`,
    );
  return row?.calls ?? 0;
}

/** A model's reply may hold what `jsonb` refuses. */
function toStorable(reply: unknown): unknown {
  const text = JSON.stringify(reply, (_key, value: unknown) =>
    typeof value === "string" ? toStorableText(value) : value,
  );
  return JSON.parse(text) as unknown;
}
