import type { Contradiction } from "./find-bills";
import { DAYS_A_MONTH, type Reckoning } from "./reckon";
import { say, sayDollars } from "./write-lines";
import { valueOf } from "./read-amount";
import type { ResultId, Worksheet } from "./worksheet.schema";

/** Beyond this many times the computed figure, a percentage is hard to read. */
const TIMES_FROM = 3;

/**
 * How a stated result contradicts the numbers before it, with those numbers: "Your figure is 24 %
 * above the product: $0.00241 × 240,000 requests a day × 30 days is $17,366 a month."
 *
 * @returns null where it follows, or where there is nothing to compare
 */
export function explainResult(id: ResultId, sheet: Worksheet, reckoning: Reckoning): string | null {
  const { follows, stated, computed } = reckoning.results[id];
  if (follows || stated === null || computed === null) return null;
  const { noun, sum } = describeSum(id, sheet, reckoning, computed);
  return `Your figure is ${compare(stated, computed)} the ${noun}: ${sum}.`;
}

/** How a cost in the candidate's text contradicts the sheet's, and what to do about it. */
export function explainContradiction({ quote, stated, value }: Contradiction): string {
  const asOther = compare(stated, value);
  return `Your text says “${quote}”, ${asOther} this figure. Change the one that is wrong.`;
}

/** "24 % above", "4.2 times"; of something that is not 0 there is a share. */
function compare(stated: number, computed: number): string {
  if (computed === 0) return "above";
  const ratio = stated / computed;
  if (ratio >= TIMES_FROM) return `${say(ratio)} times`;
  const percent = say(Math.round(100 * Math.abs(ratio - 1)));
  return `${percent}% ${ratio > 1 ? "above" : "below"}`;
}

function describeSum(
  id: ResultId,
  sheet: Worksheet,
  { results, requestsADay }: Reckoning,
  result: number,
): { noun: "product" | "sum"; sum: string } {
  const [computed, dollars] = [say(result), sayDollars(result)];
  switch (id) {
    case "average": {
      const day = `${say(valueOf(sheet.users))} users or sessions × ${say(valueOf(sheet.requestsPerUser))} requests per day`;
      return { noun: "product", sum: `${day} is ${computed} per second on average` };
    }
    case "peak": {
      const average = say(results.average.value);
      return {
        noun: "product",
        sum: `${average} on average × ${say(valueOf(sheet.peakFactor))} is ${computed} per second`,
      };
    }
    case "perRequest":
      return { noun: "sum", sum: `the calls above add up to $${dollars} per request` };
    case "modelMonth": {
      const factors = `$${sayDollars(results.perRequest.value)} × ${say(requestsADay)} requests per day × ${DAYS_A_MONTH} days`;
      return { noun: "product", sum: `${factors} is $${dollars} per month` };
    }
    case "infraMonth":
      return { noun: "sum", sum: `the lines above add up to $${dollars} per month` };
    case "month":
      return { noun: "sum", sum: `the parts above add up to $${dollars} per month` };
    case "latency":
      return { noun: "sum", sum: `the stages above add up to ${computed} ms` };
  }
}
