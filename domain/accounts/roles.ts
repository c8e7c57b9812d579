/** What a person may do. An admin may do what a reviewer may, and a reviewer what a candidate may. */
export const ROLES = ["candidate", "reviewer", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Whether `role` includes the rights of `needed`. */
export function hasRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
