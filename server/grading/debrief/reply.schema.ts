import { z } from "zod";
import { DANGERS, POINT_KINDS } from "#domain/grading/debrief.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import { describeFault, idsSchema, quoteOrReplySchema } from "../reply.schema";
import type { ParseReply } from "../judge";

/** Without bounds or patterns: servers that turn schemas into grammars don't all know them. */
const placeSchema = z.union([quoteOrReplySchema, idsSchema]);

const inputSchema = z.strictObject({
  name: z.string(),
  value: z.number(),
  from: z.enum(["said", "told", "assumed"]),
  words: z.string(),
});

const figureSchema = z.strictObject({
  inputs: z.array(inputSchema),
  expression: z.string(),
  shown: z.string(),
});
export type ClaimedFigure = z.infer<typeof figureSchema>;

/** Evidence first, then the sums, then what is said: a model states what it found before it decides. */
const pointSchema = z.strictObject({
  kind: z.enum(POINT_KINDS),
  places: z.array(placeSchema),
  figures: z.array(figureSchema),
  consequence: z.string(),
  say_instead: z.string(),
  headline: z.string(),
  danger: z.enum(DANGERS),
  section: z.enum(SECTION_IDS),
  criteria: z.array(z.string()),
  failure: z.string(),
});
export type ClaimedPoint = z.infer<typeof pointSchema>;

const debriefReplySchema = z.strictObject({
  drawing_notes: z.array(z.string()),
  incidents: z.array(z.strictObject({ incident: z.string(), stopped_by: z.string() })),
  points: z.array(pointSchema),
  also: z.array(z.strictObject({ place: placeSchema, says: z.string() })),
  strengths: z.array(z.strictObject({ place: placeSchema, why: z.string() })),
  heart: z.string(),
  sinks: z.string(),
  next_question: z.string(),
});
export type DebriefReply = z.infer<typeof debriefReplySchema>;

const doubtSchema = z.strictObject({
  against: z.array(placeSchema),
  reason: z.string(),
  fault: z.enum(["answered", "untrue", "unfair", "unsupported", "none"]),
  verdict: z.enum(["stands", "smaller", "doubts", "refuted"]),
});
export type Doubt = z.infer<typeof doubtSchema>;

export type Shape<Value> = { json: Record<string, unknown>; parse: ParseReply<Value> };

/** What a reply must be: its JSON Schema, fit for strict structured output, and the check of it. */
function toShape<Value>(schema: z.ZodType<Value>): Shape<Value> {
  const { $schema, ...json } = z.toJSONSchema(schema);
  return {
    json,
    parse: (reply) => {
      const parsed = schema.safeParse(reply);
      if (parsed.success) return { ok: true, value: parsed.data };
      return { ok: false, fault: describeFault(parsed.error) };
    },
  };
}

export const DEBRIEF_SHAPE = toShape(debriefReplySchema);

/** An object with exactly these ids. */
export function scepticShape(ids: readonly string[]): Shape<Record<string, Doubt>> {
  return toShape(z.strictObject(Object.fromEntries(ids.map((id) => [id, doubtSchema]))));
}
