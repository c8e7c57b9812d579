import type { Db } from "../db/client";
import type { Judge } from "../grading/judge";
import type { Interviewer } from "../judges/interviewer";
import { CALL_RANKS, inTurn } from "./in-turn";

/** The judge, each of whose calls waits for its turn where its server answers one at a time. */
export function takeTurns(db: Db, judge: Judge): Judge {
  const { second } = judge;
  const first = takeTurnsOfOne(db, judge);
  return second ? { ...first, second: takeTurnsOfOne(db, second) } : first;
}

function takeTurnsOfOne<Asked extends Omit<Judge, "second">>(db: Db, judge: Asked): Asked {
  if (!judge.oneAtATime) return judge;
  const line = { server: judge.oneAtATime.server, rank: CALL_RANKS.grading };
  const { ask } = judge;
  return {
    ...judge,
    judge: (request, signal) => inTurn(db, line, signal, (within) => judge.judge(request, within)),
    ...(ask && {
      ask: ((request, signal) =>
        inTurn(db, line, signal, (within) => ask(request, within))) as Judge["ask"],
    }),
  };
}

/** The same for whom candidates talk to: theirs come before the next call of a grading. */
export function takeTurnsBetween(db: Db, interviewer: Interviewer): Interviewer {
  if (interviewer.oneAtATime === undefined) return interviewer;
  const line = { server: interviewer.oneAtATime.server, rank: CALL_RANKS.person };
  return {
    ...interviewer,
    answer: (brief, question, signal) =>
      inTurn(db, line, signal, (within) => interviewer.answer(brief, question, within)),
    probe: (brief, signal) =>
      inTurn(db, line, signal, (within) => interviewer.probe(brief, within)),
  };
}
