import type { OpenSpending } from "#domain/settings/open-spending";
import type { Cost } from "../judges/cost-of";
import type { JudgeSettings } from "../judges/describe-judge";

type Here = { signUp: "open" | "invite"; maxUsdPerDay: number | null };

/** Whether anybody who signs up could spend without end on a model of this cost. */
export function findOpenSpending(cost: Cost, { signUp, maxUsdPerDay }: Here): OpenSpending | null {
  if (signUp !== "open" || cost === "free") return null;
  if (cost === "unknown") return "no_price";
  return maxUsdPerDay === null ? "no_limit" : null;
}

/** The same of the model that judges. */
export function findOpenSpendingOf(judge: JudgeSettings, here: Here): OpenSpending | null {
  return judge.hasModel ? findOpenSpending(judge.cost, here) : null;
}
