import { describe, expect, it } from "vitest";
import { buildReplyJsonSchema, parseReply } from "./reply.schema";
import type { JudgeQuestion } from "./judge";

const base = { section: "scenario", text: "t", pass: "p", fail: "f" } as const;
const QUESTIONS: JudgeQuestion[] = [
  { ...base, id: "plain", partial: null, evidence: ["text"] },
  { ...base, id: "both", partial: "half", evidence: ["text", "diagram"] },
  { ...base, id: "drawn", partial: null, evidence: ["diagram"] },
];
const answer = (verdict: string, evidence: unknown[] = []) => ({
  evidence,
  reasoning: "r",
  verdict,
  advice: "",
});
const GOOD = {
  plain: answer("met", [{ source: "evaluation", quote: "four words stand here" }]),
  both: answer("partial", [{ source: "diagram", ids: ["N1"] }]),
  drawn: answer("not_met"),
};

describe("buildReplyJsonSchema", () => {
  it("is strict: every id required and no other, evidence first, partial only where it has an anchor", () => {
    const schema = buildReplyJsonSchema(QUESTIONS);
    expect(schema).toMatchObject({
      type: "object",
      required: ["plain", "both", "drawn"],
      additionalProperties: false,
      properties: {
        plain: {
          required: ["evidence", "reasoning", "verdict", "advice"],
          additionalProperties: false,
          properties: { verdict: { enum: ["met", "not_met", "cannot_assess"] } },
        },
        both: { properties: { verdict: { enum: ["met", "partial", "not_met", "cannot_assess"] } } },
      },
    });
    expect(JSON.stringify(schema)).not.toMatch(/\$schema|\$ref|"const"/);
    expect(everyObjectIsStrict(schema)).toBe(true);
  });
});

describe("parseReply", () => {
  it("lists the answers in the order of the questions, whatever theirs", () => {
    const { drawn, ...rest } = GOOD;
    const parsed = parseReply(QUESTIONS, { drawn, ...rest });
    expect(parsed.ok && parsed.value.map(({ id }) => id)).toEqual(["plain", "both", "drawn"]);
  });

  it.each([
    ["a missing id", { plain: GOOD.plain, both: GOOD.both }],
    ["another id", { ...GOOD, more: answer("met") }],
    ["partial without an anchor", { ...GOOD, plain: answer("partial") }],
    ["evidence of a kind not accepted", { ...GOOD, drawn: GOOD.plain }],
    ["a number", { ...GOOD, plain: { ...GOOD.plain, score: 7 } }],
    ["an unknown verdict", { ...GOOD, plain: answer("excellent") }],
    ["no object", [GOOD]],
  ])("refuses %s", (_, reply) => {
    expect(parseReply(QUESTIONS, reply)).toMatchObject({ ok: false });
  });
});

/** OpenAI's strict mode asks this of every object, however deep. */
function everyObjectIsStrict(node: unknown): boolean {
  if (Array.isArray(node)) return node.every(everyObjectIsStrict);
  if (typeof node !== "object" || node === null) return true;
  const fields = new Map(Object.entries(node));
  const properties = fields.get("properties");
  const isStrict =
    fields.get("type") !== "object" ||
    (fields.get("additionalProperties") === false &&
      JSON.stringify(fields.get("required")) === JSON.stringify(Object.keys(properties)));
  return isStrict && [...fields.values()].every(everyObjectIsStrict);
}
