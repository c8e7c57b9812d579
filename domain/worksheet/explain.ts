import { DAYS_A_MONTH, type Reckoning } from "./reckon";
import { say } from "./write-lines";
import { valueOf } from "./read-amount";
import type { ResultId, Worksheet } from "./worksheet.schema";

/**
 * Why a stated result does not follow from the numbers before it, in the candidate's own numbers:
 * "You state 40 requests a second; 2,400,000 users × 3 requests a day is 83.3 a second on average."
 *
 * @returns null where it follows, or where there is nothing to compare
 */
export function explainResult(id: ResultId, sheet: Worksheet, reckoning: Reckoning): string | null {
  const { results, requestsADay } = reckoning;
  const { stated, computed, follows } = results[id];
  if (follows || stated === null || computed === null) return null;
  switch (id) {
    case "average":
      return `You state ${say(stated)} requests a second; ${say(valueOf(sheet.users))} users × ${say(valueOf(sheet.requestsPerUser))} requests a day is ${say(computed)} a second on average.`;
    case "peak":
      return `You state ${say(stated)} requests a second; ${say(results.average.value)} on average × ${say(valueOf(sheet.peakFactor))} is ${say(computed)}.`;
    case "perRequest":
      return `You state $${say(stated)} a request; the calls above add up to $${say(computed)}.`;
    case "modelMonth":
      return `You state $${say(stated)} a month; $${say(results.perRequest.value)} × ${say(requestsADay)} requests a day × ${DAYS_A_MONTH} days is $${say(computed)}.`;
    case "infraMonth":
      return `You state $${say(stated)} a month; the lines above add up to $${say(computed)}.`;
    case "month":
      return `You state $${say(stated)} a month; the parts above add up to $${say(computed)}.`;
    case "latency":
      return `You state ${say(stated)} ms; the stages above add up to ${say(computed)} ms.`;
  }
}
