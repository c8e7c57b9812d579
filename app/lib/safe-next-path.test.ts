import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSafeNextPath } from "./safe-next-path";

describe("toSafeNextPath", () => {
  it.each(["/problems", "/problems/rag?level=senior", "/attempts/1#architecture", "/a//b"])(
    "keeps a path of this site: %s",
    (path) => {
      expect(toSafeNextPath(path)).toBe(path);
    },
  );

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/%2e//evil.example",
    "javascript:alert(1)",
    "problems",
    "",
    null,
    undefined,
    42,
  ])("refuses what leaves the site: %j", (next) => {
    expect(toSafeNextPath(next)).toBe("/problems");
  });

  it.each(["/sign-in", "/sign-in?next=/x", "/sign-out", "/demo"])("does not loop: %s", (next) => {
    expect(toSafeNextPath(next, "/")).toBe("/");
  });

  it("stays on the origin whatever is asked", () => {
    const hostile = fc
      .array(
        fc.constantFrom(
          "/",
          "\\",
          ".",
          "..",
          "%2f",
          "%5c",
          "\t",
          "@",
          ":",
          "evil.example",
          "?",
          "#",
        ),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string()), (next) => {
        const path = toSafeNextPath(next);
        expect(path.startsWith("/")).toBe(true);
        expect(new URL(path, "https://ours.example").origin).toBe("https://ours.example");
      }),
      { numRuns: 2_000 },
    );
  });
});
