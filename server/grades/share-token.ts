import { createHash, randomBytes } from "node:crypto";

/** 256 bits. */
const TOKEN_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The secret of a shared report's link: shown once; the table keeps its hash. */
export function createShareToken(): { token: string; tokenHash: string } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, tokenHash: hash(token) };
}

/** Null for what can't be a token. */
export function hashShareToken(token: string): string | null {
  return TOKEN.test(token) ? hash(token) : null;
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
