import type { Cost, OpenSpending } from "#domain/settings/open-spending";

/**
 * Whether anybody who signs up could spend without end on the model that judges.
 * @param cost its cost; null without a model
 */
export function findOpenSpending(
  cost: Cost | null,
  { signUp, maxUsdPerDay }: { signUp: "open" | "invite"; maxUsdPerDay: number | null },
): OpenSpending | null {
  if (signUp !== "open" || cost === null || cost === "free") return null;
  if (cost === "unknown") return "no_price";
  return maxUsdPerDay === null ? "no_limit" : null;
}
