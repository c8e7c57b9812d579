// The small form of zod: candidates' browsers load this file.
import * as z from "zod/mini";
import { storableTextSchema } from "../text/storable.schema";

/** What is typed into a cell, as typed: "2.4 M", "$3". Reading it is `readAmount`'s work. */
export const MAX_CELL_CHARS = 24;
export const MAX_LABEL_CHARS = 60;
export const MAX_ROWS = 12;
/** A full sheet is some 6,000 characters of JSON; this leaves room for escapes. */
const MAX_WORKSHEET_CHARS = 16_000;

/** The sheet's JSON may name what its text doesn't hold: half an emoji as an escape. */
const cell = storableTextSchema.check(z.maxLength(MAX_CELL_CHARS));
const label = storableTextSchema.check(z.maxLength(MAX_LABEL_CHARS));
const rowId = z.string().check(z.regex(/^[a-z0-9]{1,12}$/));

export const PERCENTILES = ["p50", "p95", "p99"] as const;
const PRICE_PERIODS = ["hour", "month"] as const;

const callSchema = z.strictObject({
  id: rowId,
  label,
  /** How often a request makes this call; blank counts as once. */
  perRequest: cell,
  tokensIn: cell,
  tokensOut: cell,
  /** US dollars per million tokens. */
  priceIn: cell,
  priceOut: cell,
});

const infraSchema = z.strictObject({
  id: rowId,
  label,
  count: cell,
  /** US dollars for one, per `period`. */
  price: cell,
  period: z.enum(PRICE_PERIODS),
});

const stageSchema = z.strictObject({ id: rowId, label, ms: cell });

/**
 * The latency-and-cost worksheet as the candidate filled it in. `stated` are the results that they
 * reckoned themselves: these count before what the sheet computes.
 */
const worksheetSchema = z.strictObject({
  format: z.literal(1),
  users: cell,
  requestsPerUser: cell,
  peakFactor: cell,
  calls: z.array(callSchema).check(z.maxLength(MAX_ROWS)),
  infra: z.array(infraSchema).check(z.maxLength(MAX_ROWS)),
  stages: z.array(stageSchema).check(z.maxLength(MAX_ROWS)),
  target: cell,
  percentile: z.enum(PERCENTILES),
  stated: z.strictObject({
    average: cell,
    peak: cell,
    perRequest: cell,
    modelMonth: cell,
    infraMonth: cell,
    month: cell,
    latency: cell,
  }),
});
export type Worksheet = z.infer<typeof worksheetSchema>;
export type ModelCall = Worksheet["calls"][number];
export type InfraLine = Worksheet["infra"][number];
export type Stage = Worksheet["stages"][number];
/** A result that the sheet computes and that a candidate may also state. */
export type ResultId = keyof Worksheet["stated"];

export function createCall(id: string): ModelCall {
  return { id, label: "", perRequest: "", tokensIn: "", tokensOut: "", priceIn: "", priceOut: "" };
}

export function createInfraLine(id: string): InfraLine {
  return { id, label: "", count: "", price: "", period: "hour" };
}

export function createStage(id: string): Stage {
  return { id, label: "", ms: "" };
}

/** The sheet that nobody has touched. */
export function createWorksheet(): Worksheet {
  return {
    format: 1,
    users: "",
    requestsPerUser: "",
    peakFactor: "",
    calls: [createCall("c1")],
    infra: [createInfraLine("i1")],
    stages: ["s1", "s2", "s3"].map(createStage),
    target: "",
    percentile: "p95",
    stated: {
      average: "",
      peak: "",
      perRequest: "",
      modelMonth: "",
      infraMonth: "",
      month: "",
      latency: "",
    },
  };
}

/**
 * The sheet as the text that is saved; "" for an untouched one. The same sheet is always the same
 * text: the schema puts the fields in its own order.
 */
export function toWorksheetText(sheet: Worksheet): string {
  const text = JSON.stringify(worksheetSchema.parse(sheet));
  return text === JSON.stringify(createWorksheet()) ? "" : text;
}

/** The sheet of a saved text; null for a text that is none. */
export function parseWorksheet(text: string): Worksheet | null {
  if (text === "") return createWorksheet();
  if (text.length > MAX_WORKSHEET_CHARS) return null;
  try {
    return worksheetSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
