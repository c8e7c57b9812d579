import type { DbOrTx } from "../db/client";
import { withReplies } from "#domain/attempts/with-replies";
import { repliesOf } from "#domain/attempts/turn.schema";
import type { Answers } from "#domain/attempts/answer.schema";
import { getAnswers } from "./get-answers";
import { getExchanges } from "./get-exchanges";

/** The five texts, each with the replies to follow-ups about its section below: all that counts. */
export async function getSpokenAnswers(tx: DbOrTx, attemptId: string): Promise<Answers> {
  const [answers, exchanges] = await Promise.all([
    getAnswers(tx, attemptId),
    getExchanges(tx, attemptId),
  ]);
  return withReplies(answers, repliesOf(exchanges));
}
