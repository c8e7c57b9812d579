import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { envSchema, readEnv, requireDatabaseUrl } from "./env";

const EXAMPLE = readFileSync(new URL("../.env.example", import.meta.url), "utf8");

/** Names and values of the example, in order. */
function readExample(): Map<string, string> {
  const lines = EXAMPLE.split("\n").filter((line) => /^[A-Z]/.test(line));
  return new Map(
    lines.map((line) => [line.split("=")[0] ?? "", line.slice(line.indexOf("=") + 1)]),
  );
}

describe("the environment", () => {
  it(".env.example lists exactly the settings that are read", () => {
    expect([...readExample().keys()].sort()).toEqual(Object.keys(envSchema.shape).sort());
  });

  it(".env.example shows the defaults", () => {
    expect(readEnv(Object.fromEntries(readExample()))).toEqual(readEnv({}));
  });

  it("takes a variable that is set but empty as not set", () => {
    expect(readEnv({ REDIS_URL: "", PORT: " " })).toEqual(readEnv({}));
  });

  it("names every bad variable, and never its value", () => {
    const read = () => readEnv({ PORT: "secret-port", APP_URL: "secret-url" });
    expect(read).toThrow(/PORT/);
    expect(read).toThrow(/APP_URL/);
    expect(read).not.toThrow(/secret/);
  });

  it("says that only `npm start` brings a database", () => {
    expect(() => requireDatabaseUrl(readEnv({}))).toThrow(/DATABASE_URL/);
  });
});
