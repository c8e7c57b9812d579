import { envSchema } from "../env";
import type { Env } from "../env";

/** How often in the hour and in the 24 hours before. */
export type Rate = { perHour: number; perDay: number };

/** What one person may have, whatever their role. */
export type PersonLimits = {
  /** Interviews, retries and drills that they start. */
  starts: Rate;
  /** Gradings that are asked for in their name. */
  gradings: Rate;
  /** Of what they saved, with its history. */
  storedBytes: number;
  /** After so many days history goes, and its room comes back. */
  historyDays: number;
};

type Settings = Pick<
  Env,
  | "STARTS_PER_HOUR"
  | "STARTS_PER_DAY"
  | "GRADINGS_PER_HOUR"
  | "GRADINGS_PER_DAY"
  | "STORED_BYTES_PER_PERSON"
  | "SAVE_HISTORY_DAYS"
>;

export function personLimits(env: Settings): PersonLimits {
  return {
    starts: { perHour: env.STARTS_PER_HOUR, perDay: env.STARTS_PER_DAY },
    gradings: { perHour: env.GRADINGS_PER_HOUR, perDay: env.GRADINGS_PER_DAY },
    storedBytes: env.STORED_BYTES_PER_PERSON,
    historyDays: env.SAVE_HISTORY_DAYS,
  };
}

/** Where the environment sets nothing. */
export const DEFAULT_LIMITS = personLimits(envSchema.parse({}));
