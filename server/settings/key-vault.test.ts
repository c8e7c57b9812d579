import { describe, expect, it } from "vitest";
import { createKeyVault } from "./key-vault";
import type { KeyPlace } from "./key-vault";

const SETTINGS_KEY = "a settings key of more than 32 characters";
const KEY = "sk-0123456789abcdef";
const PLACE: KeyPlace = { provider: "openai", baseUrl: "https://api.openai.com/v1" };
const vault = createKeyVault(SETTINGS_KEY);

describe("the vault of keys", () => {
  it("opens what it has sealed, in another process with the same settings key too", () => {
    expect(vault.canSeal).toBe(true);
    const sealed = vault.seal(KEY, PLACE);
    expect(vault.open(sealed, PLACE)).toBe(KEY);
    expect(createKeyVault(SETTINGS_KEY).open(sealed, PLACE)).toBe(KEY);
  });

  it("shows nothing of the key, and seals it differently each time", () => {
    const [one, two] = [vault.seal(KEY, PLACE), vault.seal(KEY, PLACE)];
    expect(one).not.toBe(two);
    const bytes = Buffer.from(one.split(".")[1] ?? "", "base64url");
    expect(bytes.includes(KEY) || one.includes(KEY)).toBe(false);
    // Nonce and tag, and a byte for each of the key's.
    expect(bytes).toHaveLength(12 + 16 + KEY.length);
  });

  it.each<[string, KeyPlace]>([
    ["another address", { ...PLACE, baseUrl: "https://evil.example/v1" }],
    ["another port", { ...PLACE, baseUrl: "https://api.openai.com:444/v1" }],
    ["another provider", { ...PLACE, provider: "other" }],
  ])("doesn't open a key that was moved to %s", (_, place) => {
    expect(vault.open(vault.seal(KEY, PLACE), place)).toBeNull();
  });

  it("doesn't open with another settings key, or without one", () => {
    const sealed = vault.seal(KEY, PLACE);
    expect(createKeyVault(`${SETTINGS_KEY}.`).open(sealed, PLACE)).toBeNull();
    const without = createKeyVault();
    expect(without.canSeal).toBe(false);
    expect(without.open(sealed, PLACE)).toBeNull();
    expect(() => without.seal(KEY, PLACE)).toThrow(/SETTINGS_KEY/);
  });

  it("doesn't open what was changed in any byte, cut, or never sealed", () => {
    const sealed = vault.seal(KEY, PLACE);
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(vault.open(`v1.${changed.toString("base64url")}`, PLACE)).toBeNull();
    }
    for (const text of ["", "v1.", "v1", KEY, sealed.slice(0, 30), sealed.replace("v1", "v2")]) {
      expect(vault.open(text, PLACE)).toBeNull();
    }
  });
});
