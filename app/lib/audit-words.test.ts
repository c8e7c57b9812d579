import { describe, expect, it } from "vitest";
import { toActionTitle, toDetailName, toDetailValue } from "./audit-words";

describe("words of the audit log", () => {
  it.each([
    ["attemptId", "attempt"],
    ["problemVersionId", "problem version"],
    ["extraTimePercent", "extra time percent"],
    ["identity", "identity"],
  ])("names %s", (key, words) => {
    expect(toDetailName(key)).toBe(words);
  });

  it.each([
    ["account.sign_in", "account: sign in"],
    ["account.sign_in_fail", "failed sign-in"],
    ["migrate", "migrate"],
  ])("titles %s", (action, title) => {
    expect(toActionTitle(action)).toBe(title);
  });

  it("tells nothing from no and from nought", () => {
    expect([null, false, 0, ""].map(toDetailValue)).toEqual(["none", "no", "0", ""]);
  });
});
