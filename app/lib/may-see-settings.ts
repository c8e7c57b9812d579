import { hasRole } from "#domain/accounts/roles";
import type { Role } from "#domain/accounts/roles";

/** Who may see how this server is set up: admins, and whoever tries it on their own machine. */
export function maySeeSettings(viewer: { role: Role } | null, isDemo: boolean): boolean {
  return viewer !== null && (isDemo || hasRole(viewer.role, "admin"));
}
