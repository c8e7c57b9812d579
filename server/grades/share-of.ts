import type { Role } from "#domain/accounts/roles";

/**
 * US dollars of the day's bound that one person may use up; null where nothing bounds them. Admins
 * have no share: they may raise the bound itself.
 */
export function shareOf(
  person: { role: Role },
  maxUsdPerDay: number | null | undefined,
  { maxSharePercent }: { maxSharePercent: number },
): number | null {
  if (maxUsdPerDay === null || maxUsdPerDay === undefined) return null;
  if (maxSharePercent >= 100 || person.role === "admin") return null;
  return (maxUsdPerDay * maxSharePercent) / 100;
}
