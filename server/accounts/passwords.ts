import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { AppError } from "../errors";
import { COMMON_PASSWORDS } from "./common-passwords";

/** OWASP's argon2id minimum: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of libuv's four threads: files, names and zlib need the others, however many sign in at once. */
const AT_ONCE = 2;
/** Some five seconds' worth; who comes later is better told so than kept waiting. */
const MAX_WAITING = 250;

const hashing = pLimit(AT_ONCE);

/**
 * @returns a PHC string; slow on purpose.
 * @throws AppError `unavailable` when too many wait already
 */
export function hashPassword(password: string): Promise<string> {
  return takeTurn(() => hash(password, ARGON2ID));
}

async function takeTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (hashing.pendingCount < MAX_WAITING) return hashing(work);
  throw new AppError("unavailable", {
    message: `${MAX_WAITING} passwords wait to be hashed`,
    userMessage: "Too many people are signing in right now. Try again in a few seconds.",
  });
}

/**
 * Whether the password belongs to the hash. With no hash (no such account, or one that no password
 * opens) it spends the same time and answers no, so that a stopwatch can't tell who exists.
 * @throws AppError `unavailable` when too many wait already
 */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (passwordHash === null) {
    await hashPassword(password);
    return false;
  }
  return takeTurn(() => verify(passwordHash, password));
}

/** @throws AppError `bad_request` for a password that is among the first to be guessed. */
export function requireUncommonPassword(password: string, email: string): void {
  const folded = password.toLowerCase();
  const isOwnName = folded === email.toLowerCase() || folded === email.split("@")[0]?.toLowerCase();
  if (!isOwnName && !COMMON_PASSWORDS.has(folded)) return;
  throw new AppError("bad_request", {
    message: "common password refused",
    userMessage: "That password is too easy to guess. Choose another.",
    field: "password",
  });
}
