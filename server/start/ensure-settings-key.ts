import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../db/embedded/start-error";

const FILE = "settings-key";
/** Its owner's alone. */
const SECRET_MODE = 0o600;
const KEY_BYTES = 32;

/**
 * The key that pasted API keys are encrypted with, kept in `dataDir`; made when there is none. Without
 * the file those keys can't be read again, and have to be pasted again.
 */
export async function ensureSettingsKey(dataDir: string): Promise<string> {
  const path = join(dataDir, FILE);
  const key = randomBytes(KEY_BYTES).toString("base64url");
  try {
    await writeFile(path, `${key}\n`, { mode: SECRET_MODE, flag: "wx" });
    return key;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    const kept = (await readFile(path, "utf8")).trim();
    // Cut short, by a full disk say: what it sealed is lost either way.
    if (kept.length >= KEY_BYTES) return kept;
    await writeFile(path, `${key}\n`, { mode: SECRET_MODE });
    return key;
  }
}
