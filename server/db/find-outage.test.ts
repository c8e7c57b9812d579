import { describe, expect, it } from "vitest";
import { findOutage } from "./find-outage";

function failure(code: string): Error {
  return Object.assign(new Error("refused"), { code });
}

describe("findOutage", () => {
  it("knows a full disk, also inside of what Drizzle throws", () => {
    expect(findOutage(new Error("Failed query", { cause: failure("53100") }))).toBe("disk_full");
  });

  it.each(["53300", "57P01", "57P03", "08006", "CONNECTION_CLOSED", "ECONNREFUSED", "40P01"])(
    "takes %s for an outage",
    (code) => expect(findOutage(failure(code))).toBe("away"),
  );

  it.each(["23505", "42P01", "22P02", ""])("takes %j for a defect", (code) => {
    expect(findOutage(failure(code))).toBeNull();
  });

  it("takes what is no error for a defect", () => {
    expect(findOutage("53100")).toBeNull();
    expect(findOutage(undefined)).toBeNull();
  });
});
