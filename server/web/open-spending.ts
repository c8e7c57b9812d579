import type { Logger } from "pino";
import type { OpenSpending } from "#domain/settings/open-spending";
import type { Db } from "../db/client";
import type { Env } from "../env";
import { describeJudge, judgeDefaults } from "../judges/describe-judge";
import { findOpenSpending } from "../settings/find-open-spending";
import { getJudgeControls } from "../settings/get-judge-controls";

const WARNINGS: Record<OpenSpending, string> = {
  no_limit:
    "anyone can sign up, and nothing limits what they spend on the model: set JUDGE_MAX_USD_PER_DAY, or SIGNUP=invite",
  no_price:
    "anyone can sign up, and the model's price is unknown, so no limit counts what they spend: set one with its provider, or SIGNUP=invite",
};

/**
 * Says at the start that strangers can spend without end on the model that the environment names. No
 * more than that: refusing to start would take away the work of everybody who is here already. One
 * that is connected in the app was asked a limit for.
 */
export async function warnOfOpenSpending(env: Env, db: Db, log: Logger): Promise<void> {
  const judge = describeJudge(env);
  if (!judge.hasModel) return;
  const { inForce } = await getJudgeControls(db, judgeDefaults(env));
  const here = { signUp: env.SIGNUP, maxUsdPerDay: inForce.maxUsdPerDay };
  const open = findOpenSpending(judge.cost, here);
  if (open !== null) log.warn({ model: judge.model }, WARNINGS[open]);
}
