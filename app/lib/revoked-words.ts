import type { RevokedLinks } from "#server/accounts/revoke-links";

/** Which links ended with somebody's rights, as a sentence after another; "" for none. */
export function sayRevoked({ invitations, resetLinks }: RevokedLinks): string {
  const parts = [
    count(invitations, "an invitation", "invitations"),
    count(resetLinks, "a password reset link", "password reset links"),
  ].filter((part) => part !== "");
  if (parts.length === 0) return "";
  const words = invitations + resetLinks === 1 ? "no longer works" : "no longer work";
  const said = `${parts.join(" and ")} they created ${words}.`;
  return ` ${said.charAt(0).toUpperCase()}${said.slice(1)}`;
}

function count(number: number, one: string, many: string): string {
  if (number === 0) return "";
  return number === 1 ? one : `${number} ${many}`;
}
