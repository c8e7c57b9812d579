import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Connection } from "#domain/settings/connection.schema";

/** Where a key belongs: it can be read for this server only. */
export type KeyOwner = Pick<Connection, "provider" | "baseUrl">;

/** Seals keys for the database, and opens them again. Nothing else sees one. */
export type KeyVault = {
  /** False without a `SETTINGS_KEY`: no key can be kept then. */
  canSeal: boolean;
  /** @throws Error when `canSeal` is false */
  seal: (key: string, owner: KeyOwner) => string;
  /** Null when it was sealed with another `SETTINGS_KEY` or for another server, or was changed. */
  open: (sealed: string, owner: KeyOwner) => string | null;
};

/** AES-256-GCM with a random nonce of 96 bits, which NIST SP 800-38D allows for 2³² sealings. */
const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Stands before what is sealed, and in what is derived: another way of sealing gets another. */
const VERSION = "v1";
const PURPOSE = `scaleboard settings ${VERSION}`;

export function createKeyVault(settingsKey?: string): KeyVault {
  const secret = settingsKey === undefined ? null : deriveKey(settingsKey);
  return {
    canSeal: secret !== null,
    seal: (key, owner) => {
      if (secret === null) throw new Error("no SETTINGS_KEY, so no key can be sealed");
      return seal(secret, key, owner);
    },
    open: (sealed, owner) => (secret === null ? null : open(secret, sealed, owner)),
  };
}

function deriveKey(settingsKey: string): Buffer {
  return Buffer.from(hkdfSync("sha256", settingsKey, "", PURPOSE, KEY_BYTES));
}

/** `v1.` and, in base64url, nonce, tag and ciphertext in one. */
function seal(secret: Buffer, key: string, owner: KeyOwner): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, secret, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(toBytes(owner));
  const body = Buffer.concat([cipher.update(key, "utf8"), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
}

function open(secret: Buffer, sealed: string, owner: KeyOwner): string | null {
  const [version, text = ""] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  if (version !== VERSION || bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, secret, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(toBytes(owner));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const body = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([body, decipher.final()]).toString("utf8");
  } catch {
    // Its tag doesn't fit: sealed with another key or for another server, or tampered with.
    return null;
  }
}

/** Written so that no two owners read the same. */
function toBytes({ provider, baseUrl }: KeyOwner): Buffer {
  return Buffer.from(JSON.stringify([provider, baseUrl]), "utf8");
}
