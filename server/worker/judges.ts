import type { Db } from "../db/client";
import type { Env } from "../env";
import type { Judge } from "../grading/judge";
import {
  chooseInterviewer,
  chooseJudge,
  findContext,
  findHomes,
  findSpeeds,
} from "../judges/choose-judge";
import type { CallWatch } from "../judges/home/call-watch";
import type { Speeds } from "../judges/home/model-speeds";
import type { Interviewer } from "../judges/interviewer";
import { createLocalJudge } from "../judges/local-judge";
import { isModelConfigured } from "../judges/name-model";
import type { ConnectedModel } from "#domain/settings/connection.schema";
import { getModelInUse, getTriedModel } from "../settings/get-connection";
import type { KeyVault } from "../settings/key-vault";
import { createKeptSpeeds } from "./kept-speeds";
import { takeTurns, takeTurnsBetween } from "./turns/take-turns";

/** Who judges, and who answers candidates' questions: the same model, or none. */
export type JudgeInUse = {
  judge: Judge;
  /** Null where no model is connected. */
  interviewer: Interviewer | null;
  /** The context window in force, tokens, once the model has answered; null where its server doesn't say. */
  findContext: () => Promise<number | null>;
  /** What was measured of a model at home; null for all else, and before anything was. */
  findSpeeds: () => Promise<Speeds | null>;
};

export type Judges = {
  /** Who judges now. Whoever does a piece of work asks once, and ends it with that judge. */
  current: () => Promise<JudgeInUse>;
  /** Who estimates tasters, whoever judges the rest. */
  offline: JudgeInUse;
  /** A connection that is only tried; null when it has ended meanwhile. */
  tried: (connectionId: string, watch?: CallWatch) => Promise<JudgeInUse | null>;
};

/**
 * The worker's judges. A connection made in the app is read anew for each piece of work, one row by its
 * index, so nothing is kept that could be stale; what was made of it (connections, the shape of replies
 * that worked) is kept until another takes its place, or another server answers at its address. Where the
 * environment names a model no row is read.
 */
export function createJudges(env: Env, db: Db, vault: KeyVault): Judges {
  const isOfEnvironment = isModelConfigured(env);
  let last: Made | null = null;
  return {
    offline: {
      judge: createLocalJudge(),
      interviewer: null,
      findContext: () => Promise.resolve(null),
      findSpeeds: () => Promise.resolve(null),
    },
    current: async () => {
      const connected = isOfEnvironment ? null : await getModelInUse(db, vault);
      const homes = await findHomes(env, connected);
      if (last === null || !isSame(last, { connected, homes })) {
        last = { connected, homes, judges: build(db, env, connected) };
      }
      return last.judges;
    },
    tried: async (connectionId, watch) => {
      const connected = await getTriedModel(db, vault, connectionId);
      // Not what the environment names: a trial is about what was typed.
      return connected && build(db, { ...env, JUDGE_MODEL: undefined }, connected, watch);
    },
  };
}

type Made = {
  connected: ConnectedModel | null;
  homes: Awaited<ReturnType<typeof findHomes>>;
  judges: Promise<JudgeInUse>;
};

/** A connection's row never changes but to end. */
function isSame(one: Omit<Made, "judges">, other: Omit<Made, "judges">): boolean {
  return (
    one.connected?.id === other.connected?.id &&
    one.connected?.isKeyLost === other.connected?.isKeyLost &&
    one.homes.first === other.homes.first &&
    one.homes.second === other.homes.second
  );
}

async function build(
  db: Db,
  env: Env,
  connected: ConnectedModel | null,
  watch?: CallWatch,
): Promise<JudgeInUse> {
  const speeds = createKeptSpeeds(db);
  const [judge, interviewer] = await Promise.all([
    chooseJudge(env, connected, speeds, watch),
    chooseInterviewer(env, connected, speeds),
  ]);
  return {
    judge: takeTurns(db, judge),
    interviewer: interviewer && takeTurnsBetween(db, interviewer),
    findContext: () => findContext(env, connected),
    findSpeeds: () => findSpeeds(env, connected, speeds),
  };
}
