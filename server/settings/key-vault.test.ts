import { describe, expect, it } from "vitest";
import { createKeyVault } from "./key-vault";
import type { KeyOwner } from "./key-vault";

const SETTINGS_KEY = "a settings key of more than 32 characters";
const KEY = "sk-0123456789abcdef";
const OWNER: KeyOwner = { provider: "openai", baseUrl: "https://api.openai.com/v1" };
const vault = createKeyVault(SETTINGS_KEY);

describe("the vault of keys", () => {
  it("opens what it has sealed, in another process with the same settings key too", () => {
    expect(vault.canSeal).toBe(true);
    const sealed = vault.seal(KEY, OWNER);
    expect(vault.open(sealed, OWNER)).toBe(KEY);
    expect(createKeyVault(SETTINGS_KEY).open(sealed, OWNER)).toBe(KEY);
  });

  it("shows nothing of the key, and seals it differently each time", () => {
    const [one, two] = [vault.seal(KEY, OWNER), vault.seal(KEY, OWNER)];
    expect(one).not.toBe(two);
    const bytes = Buffer.from(one.split(".")[1] ?? "", "base64url");
    expect(bytes.includes(KEY) || one.includes(KEY)).toBe(false);
    // Nonce and tag, and a byte for each of the key's.
    expect(bytes).toHaveLength(12 + 16 + KEY.length);
  });

  it.each<[string, KeyOwner]>([
    ["another address", { ...OWNER, baseUrl: "https://evil.example/v1" }],
    ["another port", { ...OWNER, baseUrl: "https://api.openai.com:444/v1" }],
    ["another provider", { ...OWNER, provider: "other" }],
  ])("doesn't open a key that was moved to %s", (_, place) => {
    expect(vault.open(vault.seal(KEY, OWNER), place)).toBeNull();
  });

  it("doesn't open with another settings key, or without one", () => {
    const sealed = vault.seal(KEY, OWNER);
    expect(createKeyVault(`${SETTINGS_KEY}.`).open(sealed, OWNER)).toBeNull();
    const without = createKeyVault();
    expect(without.canSeal).toBe(false);
    expect(without.open(sealed, OWNER)).toBeNull();
    expect(() => without.seal(KEY, OWNER)).toThrow(/SETTINGS_KEY/);
  });

  it("doesn't open what was changed in any byte, cut, or never sealed", () => {
    const sealed = vault.seal(KEY, OWNER);
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(vault.open(`v1.${changed.toString("base64url")}`, OWNER)).toBeNull();
    }
    for (const text of ["", "v1.", "v1", KEY, sealed.slice(0, 30), sealed.replace("v1", "v2")]) {
      expect(vault.open(text, OWNER)).toBeNull();
    }
  });
});
