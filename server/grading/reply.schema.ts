import { z } from "zod";
import { SECTION_IDS } from "#domain/problems/scale";
import { VERDICTS } from "#domain/grading/verdicts";
import type { JudgeAnswer, JudgeQuestion, ParseReply } from "./judge";

const quoteSchema = z.strictObject({ source: z.enum(SECTION_IDS), quote: z.string() });
export const quoteOrReplySchema = z.strictObject({
  source: z.enum([...SECTION_IDS, "interview"]),
  quote: z.string(),
});
// An enum of one, not a literal: servers that turn schemas into grammars all know `enum`.
export const idsSchema = z.strictObject({ source: z.enum(["diagram"]), ids: z.array(z.string()) });

function claimsOf(question: JudgeQuestion) {
  const takesText = question.evidence.includes("text");
  const takesDiagram = question.evidence.includes("diagram");
  const quote = question.evidence.includes("interview") ? quoteOrReplySchema : quoteSchema;
  if (takesText && takesDiagram) return z.array(z.union([quote, idsSchema]));
  return takesText ? z.array(quote) : z.array(idsSchema);
}

type ReplySchema = ReturnType<typeof makeReplySchema>;
type KnownReply = { schema: ReplySchema; json: Record<string, unknown> };

/** More than the calls of the rubrics that are in use at the same time. */
const MAX_KNOWN = 1_000;
const known = new Map<string, KnownReply>();

/** Made once for the same questions: every answer to a problem is asked the same. */
function replySchemaOf(questions: readonly JudgeQuestion[]): KnownReply {
  const shape = questions.map(({ id, evidence, partial }) => [id, evidence, partial !== null]);
  const key = JSON.stringify(shape);
  const found = known.get(key);
  if (found) return found;
  const schema = makeReplySchema(questions);
  const { $schema, ...json } = z.toJSONSchema(schema);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, { schema, json });
  return { schema, json };
}

/**
 * What a reply to these questions must be: an object with exactly their ids, each
 * `evidence -> reasoning -> verdict -> advice` in this order, so that a model states what it found
 * before it decides. `partial` is a verdict only where the criterion has an anchor for it.
 */
function makeReplySchema(questions: readonly JudgeQuestion[]) {
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
  return replySchemaOf(questions).json;
}

/** Checks a reply, already parsed from JSON, and lists its answers in the order of the questions. */
export function parseReply(
  questions: readonly JudgeQuestion[],
  reply: unknown,
): ReturnType<ParseReply<JudgeAnswer[]>> {
  const parsed = replySchemaOf(questions).schema.safeParse(reply);
  if (!parsed.success) return { ok: false, fault: describeFault(parsed.error) };
  const value = questions.flatMap(({ id }) => {
    const answer = parsed.data[id];
    return answer ? [{ id, ...answer }] : [];
  });
  return { ok: true, value };
}

/** What is wrong with a reply, as the model is told. */
export function describeFault(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "reply"}: ${issue.message}`)
    .join("; ");
}
