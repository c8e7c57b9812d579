import type { Db } from "../db/client";
import type { Env } from "../env";
import { describeCoverage } from "../judges/describe-coverage";
import type { CoverageOf } from "../judges/describe-coverage";
import { describeJudge } from "../judges/describe-judge";
import type { JudgeSettings } from "../judges/describe-judge";
import { isModelConfigured } from "../judges/name-model";
import type { ConnectedModel } from "#domain/settings/connection.schema";
import { getModelInUse } from "../settings/get-connection";
import type { KeyVault } from "../settings/key-vault";

/** What pages say about who judges here; holds no secret. */
export type JudgeInUse = {
  /** False: grades are estimates from the offline judge. */
  hasModel: boolean;
  settings: JudgeSettings;
  /** How much of a rubric it knows; null where it reads. */
  coverageOf: CoverageOf;
  /** How much of a rubric the offline judge knows, which estimates tasters beside any model. */
  offlineCoverageOf: CoverageOf;
};

export type ReadJudge = () => Promise<JudgeInUse>;

export type JudgeReader = {
  read: ReadJudge;
  /** Has the next page read anew: something was changed in this process. */
  forget: () => void;
};

/** Pages of a process may say for so long what was true before a change in another. */
export const KEEP_MS = 1_000;

/**
 * Who judges here now, for pages; the worker reads for itself. A connection made in the app is read
 * once a second at most; where the environment names a model nothing is read. While the database is away
 * it is what was read last: pages that need no database stay there.
 */
export function createJudgeReader(
  env: Env,
  db: Db,
  vault: KeyVault,
  keepMs: number = KEEP_MS,
): JudgeReader {
  if (isModelConfigured(env)) {
    const own = describe(env, null);
    return { read: () => Promise.resolve(own), forget: () => undefined };
  }
  let last: JudgeInUse | null = null;
  let kept: { reading: Promise<JudgeInUse>; untilMs: number } | null = null;
  async function readNow(): Promise<JudgeInUse> {
    try {
      last = describe(env, await getModelInUse(db, vault));
    } catch (error) {
      if (last === null) throw error;
    }
    return last;
  }
  return {
    read: () => {
      const nowMs = performance.now();
      if (kept === null || kept.untilMs <= nowMs) {
        kept = { reading: readNow(), untilMs: nowMs + keepMs };
      }
      return kept.reading;
    },
    forget: () => {
      kept = null;
    },
  };
}

/** Reads once, however often it is called: for all loaders of one request. */
export function readOnce(read: ReadJudge): ReadJudge {
  let reading: Promise<JudgeInUse> | null = null;
  return () => (reading ??= read());
}

function describe(env: Env, connected: ConnectedModel | null): JudgeInUse {
  const settings = describeJudge(env, connected && toShown(connected));
  const { hasModel } = settings;
  return {
    hasModel,
    settings,
    coverageOf: describeCoverage({ hasModel }),
    offlineCoverageOf: describeCoverage({ hasModel: false }),
  };
}

function toShown({ apiKey, ...connected }: ConnectedModel) {
  return { ...connected, hasKey: apiKey !== null || connected.isKeyLost };
}
