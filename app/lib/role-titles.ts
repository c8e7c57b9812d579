import type { Role } from "#domain/accounts/roles";

export const ROLE_TITLES: Record<Role, string> = {
  candidate: "Candidate",
  reviewer: "Reviewer",
  admin: "Admin",
};
