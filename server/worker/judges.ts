import type { Db } from "../db/client";
import type { Env } from "../env";
import type { Judge } from "../grading/judge";
import { chooseInterviewer, chooseJudge } from "../judges/choose-judge";
import type { Interviewer } from "../judges/interviewer";
import { isModelConfigured } from "../judges/name-model";
import type { ConnectedModel } from "#domain/settings/connection.schema";
import { getModelInUse, getTriedModel } from "../settings/get-connection";
import type { KeyVault } from "../settings/key-vault";

/** Who judges, and who answers candidates' questions: the same model, or none. */
export type JudgeInUse = {
  judge: Judge;
  /** Null where no model is connected. */
  interviewer: Interviewer | null;
};

export type Judges = {
  /** Who judges now. Whoever does a piece of work asks once, and ends it with that judge. */
  current: () => Promise<JudgeInUse>;
  /** A connection that is only tried; null when it has ended meanwhile. */
  tried: (connectionId: string) => Promise<JudgeInUse | null>;
};

/**
 * The worker's judges. A connection made in the app is read anew for each piece of work, one row by its
 * index, so nothing is kept that could be stale; what was made of it (connections, the shape of replies
 * that worked) is kept until another takes its place. Where the environment names a model nothing is
 * read.
 */
export function createJudges(env: Env, db: Db, vault: KeyVault): Judges {
  const own = isModelConfigured(env) ? build(env, null) : null;
  let last: { connected: ConnectedModel | null; made: JudgeInUse } | null = null;
  return {
    current: async () => {
      if (own !== null) return own;
      const connected = await getModelInUse(db, vault);
      if (last === null || !isSame(last.connected, connected)) {
        last = { connected, made: build(env, connected) };
      }
      return last.made;
    },
    tried: async (connectionId) => {
      const connected = await getTriedModel(db, vault, connectionId);
      // Not what the environment names: a trial is about what was typed.
      return connected && build({ ...env, JUDGE_MODEL: undefined }, connected);
    },
  };
}

/** A connection's row never changes but to end. */
function isSame(one: ConnectedModel | null, other: ConnectedModel | null): boolean {
  return one?.id === other?.id && one?.isKeyLost === other?.isKeyLost;
}

function build(env: Env, connected: ConnectedModel | null): JudgeInUse {
  return { judge: chooseJudge(env, connected), interviewer: chooseInterviewer(env, connected) };
}
