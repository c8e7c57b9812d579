import { z } from "zod";
import { SECTION_IDS } from "../problems/scale";
import { VERDICTS } from "./verdicts";
import type { JudgeAnswer, JudgeQuestion } from "./judge";

const quoteSchema = z.strictObject({ source: z.enum(SECTION_IDS), quote: z.string() });
// An enum of one, not a literal: servers that turn schemas into grammars all know `enum`.
const idsSchema = z.strictObject({ source: z.enum(["diagram"]), ids: z.array(z.string()) });
const claimSchema = z.union([quoteSchema, idsSchema]);

function claimsOf(question: JudgeQuestion) {
  const takesText = question.evidence.includes("text");
  const takesDiagram = question.evidence.includes("diagram");
  if (takesText && takesDiagram) return z.array(claimSchema);
  return takesText ? z.array(quoteSchema) : z.array(idsSchema);
}

/**
 * What a reply to these questions must be: an object with exactly their ids, each
 * `evidence -> reasoning -> verdict -> advice` in this order, so that a model states what it found
 * before it decides. `partial` is a verdict only where the criterion has an anchor for it.
 */
function replySchemaOf(questions: readonly JudgeQuestion[]) {
  const shape = Object.fromEntries(
    questions.map((question) => [
      question.id,
      z.strictObject({
        evidence: claimsOf(question),
        reasoning: z.string(),
        verdict: z.enum(VERDICTS.filter((v) => v !== "partial" || question.partial !== null)),
        advice: z.string(),
      }),
    ]),
  );
  return z.strictObject(shape);
}

/** The reply's JSON Schema, fit for strict structured output. */
export function buildReplyJsonSchema(questions: readonly JudgeQuestion[]): Record<string, unknown> {
  const schema: Record<string, unknown> = { ...z.toJSONSchema(replySchemaOf(questions)) };
  delete schema["$schema"];
  return schema;
}

export type ParsedReply = { ok: true; answers: JudgeAnswer[] } | { ok: false; fault: string };

/** Checks a reply, already parsed from JSON, and lists its answers in the order of the questions. */
export function parseReply(questions: readonly JudgeQuestion[], reply: unknown): ParsedReply {
  const parsed = replySchemaOf(questions).safeParse(reply);
  if (!parsed.success) return { ok: false, fault: describe(parsed.error) };
  const answers = questions.flatMap(({ id }) => {
    const answer = parsed.data[id];
    return answer ? [{ id, ...answer }] : [];
  });
  return { ok: true, answers };
}

function describe(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "reply"}: ${issue.message}`)
    .join("; ");
}
