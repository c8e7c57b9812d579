import { hash, verify } from "@node-rs/argon2";
import { AppError } from "../errors";
import { COMMON_PASSWORDS } from "./common-passwords";

/** OWASP's argon2id minimum: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @returns a PHC string; slow on purpose. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID);
}

/**
 * Whether the password belongs to the hash. With no hash (no such account, or one that no password
 * opens) it spends the same time and answers no, so that a stopwatch can't tell who exists.
 */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (passwordHash === null) {
    await hash(password, ARGON2ID);
    return false;
  }
  return verify(passwordHash, password);
}

/** @throws AppError `bad_request` for a password that is among the first to be guessed. */
export function requireUncommonPassword(password: string, email: string): void {
  const folded = password.toLowerCase();
  const isOwnName = folded === email.toLowerCase() || folded === email.split("@")[0]?.toLowerCase();
  if (!isOwnName && !COMMON_PASSWORDS.has(folded)) return;
  throw new AppError("bad_request", {
    message: "common password refused",
    userMessage: "That password is among the first that are guessed. Choose another.",
    field: "password",
  });
}
