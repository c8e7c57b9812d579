import { msOf, valueOf } from "./read-amount";
import { DAYS_A_MONTH, reckon } from "./reckon";
import type { Reckoning, Result } from "./reckon";
import type { InfraLine, ModelCall, Worksheet } from "./worksheet.schema";

/** Stands above the sheet's lines in the answer, and says nothing about the design. */
const WORKSHEET_HEADING = "Worksheet:";

/**
 * What the sheet says, as plain sentences of the candidate's Latency & Cost answer. A line is there
 * only when every number it rests on is; a blank or half-filled sheet says nothing. A result that the
 * candidate stated is in a sentence of its own, as their figure: what the numbers before it give
 * is never said to be that.
 */
export function writeLines(sheet: Worksheet): string[] {
  const reckoning = reckon(sheet);
  return [
    ...writeTraffic(sheet, reckoning),
    ...sheet.calls.flatMap((call) => writeCall(call, reckoning)),
    ...writeModelBill(sheet, reckoning),
    ...sheet.infra.flatMap((line) => writeInfra(line, reckoning)),
    ...writeBills(reckoning),
    ...writeLatency(sheet, reckoning),
  ];
}

/** The answer with the sheet's lines below it: what is frozen, judged and shown in the report. */
export function appendWorksheet(answer: string, sheet: Worksheet): string {
  const lines = writeLines(sheet);
  if (lines.length === 0) return answer;
  const block = [WORKSHEET_HEADING, ...lines.map((line) => `- ${line}`)].join("\n");
  const written = answer.trimEnd();
  return written === "" ? block : `${written}\n\n${block}`;
}

/** The candidate's own figure for a result; nothing where it is what the sheet computes. */
function writeOwn(result: Result, write: (stated: number | null) => string): string[] {
  return isOwn(result) ? [write(result.stated)] : [];
}

function isOwn({ stated, computed }: Result): boolean {
  return computed !== null && stated !== null && say(stated) !== say(computed);
}

function writeTraffic(sheet: Worksheet, { requestsADay, results }: Reckoning): string[] {
  const { average, peak } = results;
  if (requestsADay === null || average.computed === null) return [];
  const users = say(valueOf(sheet.users));
  const each = say(valueOf(sheet.requestsPerUser));
  const lines = [
    `Traffic: ${users} users or sessions × ${each} requests each is ${say(requestsADay)} requests a day, ${say(average.computed)} requests per second on average.`,
    ...writeOwn(
      average,
      (own) => `My own figure for the average: ${say(own)} requests per second.`,
    ),
  ];
  if (peak.computed === null) return lines;
  const times = `${say(valueOf(sheet.peakFactor))} times ${isOwn(average) ? "my own average" : "the average"}`;
  return [
    ...lines,
    `Peak: ${times}, ${say(peak.computed)} requests per second.`,
    ...writeOwn(peak, (own) => `My own figure for the peak: ${say(own)} requests per second.`),
  ];
}

function writeCall(call: ModelCall, { calls }: Reckoning): string[] {
  const cost = calls.get(call.id) ?? null;
  if (cost === null) return [];
  const times = call.perRequest.trim() === "" ? "" : `${say(valueOf(call.perRequest))} a request, `;
  const tokensIn = `${say(valueOf(call.tokensIn))} tokens in at $${sayDollars(valueOf(call.priceIn))} a million`;
  const tokensOut = `${say(valueOf(call.tokensOut))} tokens out at $${sayDollars(valueOf(call.priceOut))} a million`;
  return [
    `${nameAfter("Model", call.label)}: ${times}${tokensIn} and ${tokensOut}, $${sayDollars(cost)} per request.`,
  ];
}

function writeModelBill(sheet: Worksheet, { requestsADay, results, calls }: Reckoning): string[] {
  const { perRequest, modelMonth } = results;
  if (perRequest.computed === null) return [];
  // One call's line says the sum of one call.
  const priced = sheet.calls.filter(({ id }) => (calls.get(id) ?? null) !== null);
  const own = [
    ...(isOwn(perRequest) && priced.length > 1
      ? [`The calls add up to $${sayDollars(perRequest.computed)} per request.`]
      : []),
    ...writeOwn(
      perRequest,
      (figure) => `My own figure for the model: $${sayDollars(figure)} per request.`,
    ),
  ];
  const each = `Model cost: $${sayDollars(perRequest.value)} per request`;
  if (modelMonth.computed === null || requestsADay === null)
    return own.length > 0 ? own : [`${each}.`];
  const day = modelMonth.computed / DAYS_A_MONTH;
  return [
    ...own,
    `${each} × ${say(requestsADay)} requests a day is $${sayDollars(day)} a day, $${sayDollars(modelMonth.computed)} a month.`,
    ...writeOwn(
      modelMonth,
      (figure) => `My own figure for the model: $${sayDollars(figure)} a month.`,
    ),
  ];
}

function writeInfra(line: InfraLine, { infra }: Reckoning): string[] {
  const cost = infra.get(line.id) ?? null;
  if (cost === null) return [];
  const price = `$${sayDollars(valueOf(line.price))} each for ${line.period === "hour" ? "an hour" : "a month"}`;
  return [
    `${nameAfter("Infrastructure", line.label)}: ${say(valueOf(line.count))} at ${price}, $${sayDollars(cost)} a month.`,
  ];
}

function writeBills({ results, allInPerRequest }: Reckoning): string[] {
  const { modelMonth, infraMonth, month } = results;
  const lines: string[] = [];
  if (infraMonth.computed !== null) {
    lines.push(
      `Infrastructure in all: $${sayDollars(infraMonth.computed)} a month.`,
      ...writeOwn(
        infraMonth,
        (own) => `My own figure for infrastructure: $${sayDollars(own)} a month.`,
      ),
    );
  }
  // With one of the two the whole bill is that one, and is said already.
  if (month.computed !== null && modelMonth.value !== null && infraMonth.value !== null)
    lines.push(`Total cost: $${sayDollars(month.computed)} a month.`);
  lines.push(
    ...writeOwn(month, (own) => `My own figure for the whole bill: $${sayDollars(own)} a month.`),
  );
  if (infraMonth.value !== null && allInPerRequest !== null) {
    lines.push(`All in: $${sayDollars(allInPerRequest)} per request.`);
  }
  return lines;
}

function writeLatency(sheet: Worksheet, { results, latencyLeft }: Reckoning): string[] {
  const stages = sheet.stages.flatMap((stage) => {
    const ms = msOf(stage.ms);
    // Milliseconds of nothing say nothing; the sum has them.
    return ms === null || nameOf(stage.label) === ""
      ? []
      : [`${nameAfter("Latency", stage.label)}: ${say(ms)} ms.`];
  });
  const { latency } = results;
  if (latency.computed === null) return stages;
  const margin = latencyLeft === null ? "" : describeMargin(sheet, latencyLeft);
  const whole = `Latency in all: ${say(latency.computed)} ms`;
  if (!isOwn(latency)) return [...stages, `${whole}${margin}.`];
  return [
    ...stages,
    `${whole}.`,
    ...writeOwn(latency, (own) => `My own figure for the latency: ${say(own)} ms${margin}.`),
  ];
}

function describeMargin(sheet: Worksheet, left: number): string {
  const target = `against a target of ${say(msOf(sheet.target))} ms at ${sheet.percentile}`;
  return ` ${target}, ${left >= 0 ? `${say(left)} ms left` : `${say(-left)} ms over it`}`;
}

/** "Model, draft the answer"; "Model" for a row without a name. */
function nameAfter(kind: string, label: string): string {
  const name = nameOf(label);
  return name === "" ? kind : `${kind}, ${name}`;
}

/** A label in one line and without an end of its own, so that it stays inside its sentence; or "". */
export function nameOf(label: string): string {
  return (
    label
      .replace(/[\s\p{Cc}]+/gu, " ")
      // eslint-disable-next-line regexp/no-super-linear-move -- of MAX_LABEL_CHARS
      .replace(/[.:;!?\s]+$/u, "")
      .trim()
  );
}

/** Three significant digits below a thousand, whole numbers above, as a report writes them. */
export function say(value: number | null): string {
  if (value === null) return "?";
  const digits = value >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  return digits.toLocaleString("en-US", { maximumFractionDigits: 9 });
}

/** Dollars as a price is written, without the sign: cents below a thousand, and "0.60" for 0.6. */
export function sayDollars(value: number | null): string {
  if (value === null || value >= 1000 || Number.isInteger(value)) return say(value);
  const written = value >= 1 ? value.toFixed(2) : say(value);
  return written.replace(/^(\d+)\.00$|^(\d+\.\d)$/, (_, whole?: string, tenths?: string) =>
    tenths === undefined ? (whole ?? "") : `${tenths}0`,
  );
}
