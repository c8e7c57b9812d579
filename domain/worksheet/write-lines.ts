import { valueOf } from "./read-amount";
import { DAYS_A_MONTH, reckon } from "./reckon";
import type { Reckoning } from "./reckon";
import type { InfraLine, ModelCall, Worksheet } from "./worksheet.schema";

/** Stands above the sheet's lines in the answer, and says nothing about the design. */
const WORKSHEET_HEADING = "Worksheet:";

/**
 * What the sheet says, as plain sentences of the candidate's Latency & Cost answer. A line is there
 * only when every number it rests on is; a blank or half-filled sheet says nothing. Where the
 * candidate stated a result, the line says theirs.
 */
export function writeLines(sheet: Worksheet): string[] {
  const reckoning = reckon(sheet);
  return [
    ...writeTraffic(sheet, reckoning),
    ...sheet.calls.flatMap((call, index) => writeCall(call, index, reckoning)),
    ...writeModelBill(reckoning),
    ...sheet.infra.flatMap((line, index) => writeInfra(line, index, reckoning)),
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

function writeTraffic(sheet: Worksheet, { requestsADay, results }: Reckoning): string[] {
  const { average, peak } = results;
  if (requestsADay === null || average.value === null) return [];
  const users = say(valueOf(sheet.users));
  const each = say(valueOf(sheet.requestsPerUser));
  const lines = [
    `Traffic: ${users} users × ${each} requests each is ${say(requestsADay)} requests a day, ${say(average.value)} requests per second on average.`,
  ];
  if (peak.value !== null) {
    const factor = say(valueOf(sheet.peakFactor));
    lines.push(`Peak: ${factor} times the average, ${say(peak.value)} requests per second.`);
  }
  return lines;
}

function writeCall(call: ModelCall, index: number, { calls }: Reckoning): string[] {
  const cost = calls.get(call.id) ?? null;
  if (cost === null) return [];
  const name = nameOf(call.label, `call ${index + 1}`);
  const times = call.perRequest.trim() === "" ? "" : `${say(valueOf(call.perRequest))} a request, `;
  const tokensIn = `${say(valueOf(call.tokensIn))} tokens in at $${say(valueOf(call.priceIn))} a million`;
  const tokensOut = `${say(valueOf(call.tokensOut))} tokens out at $${say(valueOf(call.priceOut))} a million`;
  return [`Model, ${name}: ${times}${tokensIn} and ${tokensOut}, $${say(cost)} per request.`];
}

function writeModelBill({ requestsADay, results }: Reckoning): string[] {
  const { perRequest, modelMonth } = results;
  if (perRequest.value === null) return [];
  const each = `Model cost: $${say(perRequest.value)} per request`;
  if (modelMonth.value === null || requestsADay === null) return [`${each}.`];
  const day = modelMonth.value / DAYS_A_MONTH;
  return [
    `${each} × ${say(requestsADay)} requests a day is $${say(day)} a day, $${say(modelMonth.value)} a month.`,
  ];
}

function writeInfra(line: InfraLine, index: number, { infra }: Reckoning): string[] {
  const cost = infra.get(line.id) ?? null;
  if (cost === null) return [];
  const name = nameOf(line.label, `line ${index + 1}`);
  const price = `$${say(valueOf(line.price))} each for ${line.period === "hour" ? "an hour" : "a month"}`;
  return [
    `Infrastructure, ${name}: ${say(valueOf(line.count))} at ${price}, $${say(cost)} a month.`,
  ];
}

function writeBills({ results, allInPerRequest }: Reckoning): string[] {
  const { modelMonth, infraMonth, month } = results;
  const lines: string[] = [];
  if (infraMonth.value !== null) {
    lines.push(`Infrastructure in all: $${say(infraMonth.value)} a month.`);
  }
  // With one of the two the whole bill is that one, and is said already.
  if (month.value !== null && modelMonth.value !== null && infraMonth.value !== null) {
    lines.push(`Total cost: $${say(month.value)} a month.`);
  }
  if (infraMonth.value !== null && allInPerRequest !== null) {
    lines.push(`All in: $${say(allInPerRequest)} per request.`);
  }
  return lines;
}

function writeLatency(sheet: Worksheet, { results, latencyLeft }: Reckoning): string[] {
  const stages = sheet.stages.flatMap((stage, index) => {
    const ms = valueOf(stage.ms);
    return ms === null
      ? []
      : [`Latency, ${nameOf(stage.label, `stage ${index + 1}`)}: ${say(ms)} ms.`];
  });
  const total = results.latency.value;
  if (total === null) return stages;
  const whole = `Latency in all: ${say(total)} ms`;
  if (latencyLeft === null) return [...stages, `${whole}.`];
  const target = `against a target of ${say(valueOf(sheet.target))} ms at ${sheet.percentile}`;
  const margin =
    latencyLeft >= 0 ? `${say(latencyLeft)} ms left` : `${say(-latencyLeft)} ms over it`;
  return [...stages, `${whole} ${target}, ${margin}.`];
}

/** A label in one line and without an end of its own, so that it stays inside its sentence. */
function nameOf(label: string, otherwise: string): string {
  const name = label
    .replace(/[\s\p{Cc}]+/gu, " ")
    // eslint-disable-next-line regexp/no-super-linear-move -- of MAX_LABEL_CHARS
    .replace(/[.:;!?\s]+$/u, "")
    .trim();
  return name === "" ? otherwise : name;
}

/** Three significant digits below a thousand, whole numbers above, as a report writes them. */
export function say(value: number | null): string {
  if (value === null) return "?";
  const digits = value >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  return digits.toLocaleString("en-US", { maximumFractionDigits: 9 });
}
