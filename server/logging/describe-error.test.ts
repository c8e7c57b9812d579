import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { JudgeError } from "../grading/judge";
import { describeError } from "./describe-error";

const SECRET = "planted words";

function refusal(fields: Record<string, unknown>): Error {
  const message = `value "${SECRET}" is out of range for type integer`;
  return Object.assign(new Error(message), {
    name: "PostgresError",
    severity: "ERROR",
    code: "22003",
    ...fields,
    query: SECRET,
    parameters: [SECRET],
    args: [SECRET],
    detail: `(email)=(${SECRET})`,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return error;
  }
}

const shaped = z.strictObject({ a: z.number() }).safeParse({ [SECRET]: SECRET });
const apiError = Object.assign(new Error(`400 ${SECRET}`), {
  status: 400,
  headers: { authorization: SECRET },
  error: { message: SECRET },
});

const CARRIERS: Record<string, unknown> = {
  "a failed statement": new DrizzleQueryError(`insert "${SECRET}"`, [SECRET], refusal({})),
  "a refusal of the database": refusal({}),
  "a taken address": refusal({ code: "23505", message: "duplicate", table_name: "users" }),
  "a body that is no JSON": parse(`${SECRET}`),
  "a long one": parse(`{"a":"${"x".repeat(50)}\n${SECRET}" nonsense`),
  "a short one with lines": parse(`{"a":\n${SECRET}}`),
  "what body-parser throws": Object.assign(new SyntaxError("bad"), { body: SECRET, status: 400 }),
  "a shape that does not fit": shaped.error,
  "a model's server": apiError,
  "a refusing model": new JudgeError("refused", `the model refused: ${SECRET}`, {
    retryable: false,
    cause: apiError,
  }),
  "a cause below": new Error("outer", { cause: new Error("mid", { cause: refusal({}) }) }),
  "several at once": new AggregateError([refusal({}), new Error(`"${SECRET}"`)], `“${SECRET}”`),
  "a text": SECRET,
  "an object": { message: SECRET, data: SECRET, status: 404 },
  "a message in lines": new Error(`bad YAML:\n    at ${SECRET}\n  ${SECRET}`),
  "a stack of its own": Object.assign(new Error("x"), {
    stack: `Error: ${SECRET}\n    at f (a:1)`,
  }),
};

describe("an error in a log", () => {
  it.each(Object.keys(CARRIERS))("says nothing of what was sent: %s", (name) => {
    const shown = JSON.stringify(describeError(CARRIERS[name]));
    expect(shown).not.toContain("planted");
  });

  it("names what a person needs who looks for the fault", () => {
    const cause = refusal({ code: "23505", constraint_name: "users_email_unique" });
    cause.message = 'duplicate key value violates unique constraint "users_email_unique"';
    expect(describeError(new DrizzleQueryError("insert", [], cause))).toMatchObject({
      type: "DrizzleQueryError",
      message: "a statement failed",
      stack: expect.stringMatching(/^at .*describe-error\.test\.ts:\d+:\d+/m) as string,
      cause: {
        type: "PostgresError",
        code: "23505",
        message: 'duplicate key value violates unique constraint "users_email_unique"',
        place: { severity: "ERROR", constraint: "users_email_unique" },
      },
    });
  });

  it("keeps the words of Node and of our own errors", () => {
    const away = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), {
      code: "ECONNREFUSED",
    });
    expect(describeError(away)).toMatchObject({
      message: "connect ECONNREFUSED 127.0.0.1:5432",
      code: "ECONNREFUSED",
    });
    const own = "attempt 6f1d2c3b-0a9e-4b7c-8d5f-112233445566 has no grading";
    expect(describeError(new Error(own)).message).toBe(own);
  });

  it("ends where causes go in a circle", () => {
    const first = new Error("first");
    first.cause = new Error("second", { cause: first });
    expect(JSON.stringify(describeError(first)).split("second").length).toBeLessThan(10);
  });
});
