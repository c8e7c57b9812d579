import { hasRole } from "#server/accounts/roles";
import type { Role } from "#server/accounts/roles";

/** Who may see how this server is set up: admins, and whoever tries it on their own machine. */
export function maySeeSettings(viewer: { role: Role } | null, isDemo: boolean): boolean {
  return viewer !== null && (isDemo || hasRole(viewer.role, "admin"));
}
