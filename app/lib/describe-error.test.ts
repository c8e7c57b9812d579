import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error";

describe("describeError", () => {
  it("says a refusal in the words it came with", () => {
    const data = { code: "forbidden", userMessage: "Only its owner may see this attempt." };
    const text = describeError({ status: 403, data });
    expect(text).toEqual({
      title: "You don’t have access",
      message: data.userMessage,
      advice: null,
    });
  });

  it("adds what was kept when the server is at fault", () => {
    const text = describeError({ status: 503, data: { userMessage: "The queue is down." } });
    expect(text.message).toBe("The queue is down.");
    expect(text.advice).toMatch(/kept/);
  });

  it("shows nothing of what it doesn't know", () => {
    for (const data of ["Error: secret", null, { userMessage: 5 }, { message: "secret" }]) {
      expect(JSON.stringify(describeError({ status: 500, data }))).not.toContain("secret");
    }
    expect(describeError(null).message).toMatch(/kept/);
    expect(describeError({ status: 404, data: "" }).message).toMatch(/mistyped/);
  });
});
