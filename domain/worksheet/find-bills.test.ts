import { describe, expect, it } from "vitest";
import { findContradictions } from "./find-bills";
import { reckon } from "./reckon";
import { createCall, createInfraLine, createWorksheet } from "./worksheet.schema";

/** Model: $0.0024 per request, $17,280 a month; two GPUs: $5,760; in all $23,040, $0.0032 per request. */
const SHEET = {
  ...createWorksheet(),
  users: "60k",
  requestsPerUser: "4",
  calls: [
    { ...createCall("c1"), tokensIn: "3,000", tokensOut: "250", priceIn: "0.6", priceOut: "2.4" },
  ],
  infra: [{ ...createInfraLine("i1"), label: "GPUs", count: "2", price: "4" }],
};

function find(text: string, sheet = SHEET) {
  return findContradictions(text, reckon(sheet)).map(({ id, quote }) => `${id}: ${quote}`);
}

describe("findContradictions", () => {
  it.each([
    ["The whole bill is about $31k a month.", "month: $31k a month"],
    ["Cost: $12,000/month.", "month: $12,000/month"],
    ["That makes a monthly bill of $1.5 million.", "month: monthly bill of $1.5 million"],
    ["We pay 9,000 dollars per month.", "month: 9,000 dollars per month"],
    ["GPUs are $5,760 a month. In all it is $9k per month.", "month: $9k per month"],
    ["In all, the model and two GPUs come to $17,280 a month.", "month: $17,280 a month"],
    ["It costs $0.02 per query.", "perRequest: $0.02 per query"],
    ["Each answer is 2 cents per question.", "perRequest: 2 cents per question"],
  ])("hears another figure in: %s", (text, found) => expect(find(text)).toEqual([found]));

  it.each([
    ["the same", "The total is $23,040 a month, $0.0024 per request."],
    ["the same, rounded", "About $22k a month in all; $0.0025 per query."],
    ["the cost with everything in it", "It is $0.0032 per request."],
    ["one part's figure", "We pay $5,760 a month."],
    ["another figure for a part", "The vector index costs $900 a month."],
    ["a limit", "The budget is $50k a month and at most $0.01 per query."],
    ["an alternative", "A larger model would cost $90k a month."],
    ["what is saved", "Caching saves $4k a month."],
    ["a price per seat", "Customers pay $20 a month."],
    ["several that differ", "Peak: $30k a month. Off season: $12k a month."],
    ["another period", "It is $800 a day and $300k a year."],
    ["a price of tokens", "Input is $0.60 per million."],
    ["nothing", ""],
  ])("says nothing of %s", (_, text) => expect(find(text)).toEqual([]));

  it("says nothing while the sheet has no figure", () => {
    expect(find("In all $31k a month, $0.02 per query.", createWorksheet())).toEqual([]);
  });

  it("compares with the candidate's own figure where the sheet has one", () => {
    const own = { ...SHEET, stated: { ...SHEET.stated, month: "31k" } };
    expect(find("In all it is $31k a month.", own)).toEqual([]);
    expect(find("In all it is $23k a month.", own)).toEqual(["month: $23k a month"]);
  });
});
