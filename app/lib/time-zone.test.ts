import { describe, expect, it } from "vitest";
import { readTimeZone } from "./time-zone";

describe("readTimeZone", () => {
  it.each([
    ["theme=dark; zone=Europe%2FBerlin", "Europe/Berlin"],
    ["zone=America/New_York; theme=dark", "America/New_York"],
    ["zone=eUROPE%2FbERLIN", "Europe/Berlin"],
    ["zone=UTC", "UTC"],
  ])("reads %s", (cookie, zone) => {
    expect(readTimeZone(cookie)).toBe(zone);
  });

  it.each([
    [null],
    [""],
    ["zone="],
    ["zone=Mars%2FOlympus"],
    ["zone=%"],
    ["zone=%E0%A4%A"],
    ["timezone=Europe%2FBerlin"],
    [`zone=${"A".repeat(5_000)}`],
    ["zone=Europe/Berlin' or 1=1"],
  ])("takes %j for UTC", (cookie) => {
    expect(readTimeZone(cookie)).toBe("UTC");
  });
});
