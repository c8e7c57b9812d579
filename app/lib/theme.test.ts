import { describe, expect, it } from "vitest";
import { readThemeChoice } from "./theme";

describe("readThemeChoice", () => {
  it("finds the cookie wherever it stands", () => {
    expect(readThemeChoice("theme=dark")).toBe("dark");
    expect(readThemeChoice("session=abc; theme=light; other=1")).toBe("light");
  });

  it("follows the system without a cookie, with another's name or with an unknown value", () => {
    expect(readThemeChoice(null)).toBe("system");
    expect(readThemeChoice("mytheme=dark")).toBe("system");
    expect(readThemeChoice("theme=darkest")).toBe("system");
    expect(readThemeChoice('theme=dark"><script>')).toBe("system");
  });
});
