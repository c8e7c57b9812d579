import { and, count, desc, eq, sum } from "drizzle-orm";
import type { Role } from "#domain/accounts/roles";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import { requireUnderLimit } from "../accounts/require-under-limit";
import type { Db, DbOrTx } from "../db/client";
import { speechCalls } from "../db/tables/speech";
import { AppError } from "../errors";
import { getPersonSpendUsd } from "../grades/get-person-spend";
import { getSpentTodayUsd } from "../grades/save-judge-calls";
import { shareOf } from "../grades/share-of";
import { getJudgeControls } from "../settings/get-judge-controls";
import {
  MAX_READINGS_AN_ATTEMPT,
  MAX_READINGS_AN_HOUR,
  MAX_RECORDINGS_AN_HOUR,
  MAX_SPEECH_SECONDS_AN_ATTEMPT,
} from "#domain/speech/limits";
import { SpeechError } from "./speech";

export type SpeechPerson = { id: string; role: Role };
/** What bounds spending, as the environment says; an admin may have set another sum. */
export type SpendBounds = { defaults: JudgeControls; maxSharePercent: number };

/** A call that is about to be made. */
type SpeechOrder = {
  person: SpeechPerson;
  attemptId: string | null;
  requestedModel: string;
  /** US dollars; null where the price isn't known. */
  costUsd: number | null;
} & ({ kind: "heard"; seconds: number } | { kind: "said"; characters: number });

/**
 * Makes a call within the limits of its attempt and person and of the day's spending, and keeps what it
 * was. It counts from before it is made; where the server did nothing it is taken back.
 * @throws AppError `too_many`; and what the call throws
 */
export async function callOnBill<T>(
  db: Db,
  bounds: SpendBounds,
  order: SpeechOrder,
  call: () => Promise<T>,
): Promise<T> {
  const id = await reserve(db, bounds, order);
  try {
    return await call();
  } catch (error) {
    if (error instanceof SpeechError && error.isUnbilled) {
      await db.delete(speechCalls).where(eq(speechCalls.id, id));
    }
    throw error;
  }
}

async function reserve(db: Db, bounds: SpendBounds, order: SpeechOrder): Promise<string> {
  return db.transaction(async (tx) => {
    // Holds the person's row: the rest is counted one after the other.
    await requireUnderHourLimit(tx, order);
    await requireUnderAttemptLimit(tx, order);
    await requireBudget(tx, bounds, order.person);
    const { person, ...row } = order;
    const [kept] = await tx
      .insert(speechCalls)
      .values({ ...row, userId: person.id })
      .returning({ id: speechCalls.id });
    if (!kept) throw new Error("the call was not noted");
    return kept.id;
  });
}

const HOURLY = {
  heard: { most: MAX_RECORDINGS_AN_HOUR, what: "recordings", instead: "Type for now, or speak" },
  said: { most: MAX_READINGS_AN_HOUR, what: "readings", instead: "Read for now, or listen" },
};

function requireUnderHourLimit(tx: DbOrTx, { person, kind }: SpeechOrder): Promise<void> {
  const { most, what, instead } = HOURLY[kind];
  return requireUnderLimit(
    tx,
    { userId: person.id, most, what },
    async (limit) => {
      const calls = await tx
        .select({ at: speechCalls.calledAt })
        .from(speechCalls)
        .where(and(eq(speechCalls.userId, person.id), eq(speechCalls.kind, kind)))
        .orderBy(desc(speechCalls.calledAt))
        .limit(limit);
      return calls.map(({ at }) => at);
    },
    (wait) => `That was ${most} ${what} within the hour. ${instead} again in ${wait}.`,
  );
}

async function requireUnderAttemptLimit(tx: DbOrTx, order: SpeechOrder): Promise<void> {
  if (order.attemptId === null) return;
  const [had] = await tx
    .select({ calls: count(), seconds: sum(speechCalls.seconds).mapWith(Number) })
    .from(speechCalls)
    .where(and(eq(speechCalls.attemptId, order.attemptId), eq(speechCalls.kind, order.kind)));
  if (order.kind === "said") {
    if ((had?.calls ?? 0) < MAX_READINGS_AN_ATTEMPT) return;
    throw new AppError("too_many", {
      message: `${MAX_READINGS_AN_ATTEMPT} questions were read out`,
      userMessage: "Nothing more is read aloud in this attempt. The questions stay on the page.",
    });
  }
  if ((had?.seconds ?? 0) + order.seconds <= MAX_SPEECH_SECONDS_AN_ATTEMPT) return;
  const minutes = MAX_SPEECH_SECONDS_AN_ATTEMPT / 60;
  throw new AppError("too_many", {
    message: `${MAX_SPEECH_SECONDS_AN_ATTEMPT} seconds of speech were transcribed`,
    userMessage: `You have used the ${minutes} minutes of speech an attempt has. Type the rest.`,
  });
}

/** @throws AppError `too_many` where the day's spending, or this person's share of it, is used up */
async function requireBudget(
  tx: DbOrTx,
  { defaults, maxSharePercent }: SpendBounds,
  person: SpeechPerson,
): Promise<void> {
  const { maxUsdPerDay } = (await getJudgeControls(tx, defaults)).inForce;
  if (maxUsdPerDay === null) return;
  if ((await getSpentTodayUsd(tx)) >= maxUsdPerDay) throw usedUp("the day's bound");
  const shareUsd = shareOf(person, maxUsdPerDay, { maxSharePercent });
  if (shareUsd !== null && (await getPersonSpendUsd(tx, person.id)) >= shareUsd) {
    throw usedUp("this person's share of the day's bound");
  }
}

function usedUp(what: string): AppError {
  return new AppError("too_many", {
    message: `${what} on spending is used up`,
    userMessage: "What speech may cost today is used up. Type instead.",
  });
}
