import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;

/** The secret of an invitation's link: it is told once, and the table keeps its hash. */
export function createInvitationToken(): { token: string; tokenHash: string } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, tokenHash: hashInvitationToken(token) };
}

export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
