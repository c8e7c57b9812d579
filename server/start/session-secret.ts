import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../db/embedded/start-error";

const SECRET_BYTES = 32;
const MIN_LENGTH = 32;
const SECRET_MODE = 0o600;

/** The key of the cookies' signature, kept in `dataDir` so that a restart signs nobody out. */
export async function ensureSessionSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, "session-secret");
  try {
    const kept = (await readFile(path, "utf8")).trim();
    if (kept.length >= MIN_LENGTH) return kept;
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  await writeFile(path, `${secret}\n`, { mode: SECRET_MODE });
  return secret;
}
