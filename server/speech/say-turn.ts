import type { Db } from "../db/client";
import { listTurns } from "../attempts/list-turns";
import { AppError } from "../errors";
import type { SpokenAudio, Voice } from "./speech";
import { callOnBill } from "./speech-bill";
import type { SpeechPerson, SpendBounds } from "./speech-bill";

/** Of a reading: 0 is the opening, follow-ups count from 1. */
type Asked = { attemptId: string; turn: number };

/**
 * What the interviewer said in a turn, for reading it out: never a text that a browser sent.
 * @throws AppError `not_found` for an attempt that is not this person's, and for a turn without words
 */
async function requireSaid(db: Db, { attemptId, turn }: Asked, userId: string): Promise<string> {
  const { opening, turns } = await listTurns(db, { attemptId, userId });
  const text = turn === 0 ? opening : turns.find((each) => each.turn === turn)?.text;
  if (text !== null && text !== undefined) return text;
  throw new AppError("not_found", {
    message: `nothing was said in turn ${turn} of attempt ${attemptId}`,
    userMessage: "The interviewer hasn’t asked that.",
  });
}

/**
 * Reads a turn out.
 * @throws SpeechError; AppError `not_found`, `too_many`
 */
export async function sayTurn(
  db: Db,
  bounds: SpendBounds,
  voice: Voice,
  input: Asked & { person: SpeechPerson; signal: AbortSignal },
): Promise<SpokenAudio> {
  const { person, attemptId, signal } = input;
  const text = await requireSaid(db, input, person.id);
  const { requestedModel, usdPer1000Chars } = voice;
  const costUsd = usdPer1000Chars === null ? null : (text.length / 1_000) * usdPer1000Chars;
  const characters = text.length;
  const order = { person, attemptId, requestedModel, costUsd, kind: "said" as const, characters };
  return callOnBill(db, bounds, order, () => voice.speak(text, signal));
}
