import { describe, expect, it } from "vitest";
import { findSums } from "#server/grading/sums/find-sums";
import { findQuantities } from "#server/text/quantities";
import { splitSentences } from "#server/text/sentences";
import { explainResult } from "./explain";
import { readAmount, readMs } from "./read-amount";
import { reckon } from "./reckon";
import { appendWorksheet, sayDollars, writeLines } from "./write-lines";
import { createCall, createWorksheet, parseWorksheet, toWorksheetText } from "./worksheet.schema";
import type { ResultId, Worksheet } from "./worksheet.schema";

const RESULT_IDS = Object.keys(createWorksheet().stated);

/** A support assistant: 2.4 M users who ask three times a day. */
function fill(changes: Partial<Worksheet> = {}): Worksheet {
  const blank = createWorksheet();
  return {
    ...blank,
    users: "2.4 M",
    requestsPerUser: "3",
    peakFactor: "3",
    calls: [
      {
        id: "c1",
        label: "draft the answer",
        perRequest: "",
        tokensIn: "1,500",
        tokensOut: "300",
        priceIn: "$3",
        priceOut: "15",
      },
    ],
    infra: [{ id: "i1", label: "vector store", count: "4", price: "2", period: "hour" }],
    stages: [
      { id: "s1", label: "retrieval", ms: "120" },
      { id: "s2", label: "first token", ms: "600" },
    ],
    target: "1000",
    ...changes,
  };
}

describe("readAmount", () => {
  it.each([
    ["2.4 M", 2_400_000],
    ["40k", 40_000],
    ["2,400,000", 2_400_000],
    ["$3", 3],
    [".25", 0.25],
    ["1.5 billion", 1.5e9],
    ["0", 0],
  ])("reads %s", (cell, value) => {
    expect(readAmount(cell)).toEqual({ kind: "number", value });
  });

  it.each(["1,5", "-3", "about 3", "3 apples", "1e30", "NaN", "9999999 billion"])(
    "does not guess at %s",
    (cell) => expect(readAmount(cell)).toEqual({ kind: "unreadable" }),
  );

  it("tells a blank cell from a zero", () => {
    expect(readAmount("  ")).toEqual({ kind: "blank" });
  });
});

describe("readMs", () => {
  it.each([
    ["2 s", 2_000],
    ["0.6s", 600],
    ["1.5 seconds", 1_500],
    ["150 ms", 150],
    ["800", 800],
  ])("reads %s", (cell, value) => expect(readMs(cell)).toEqual({ kind: "number", value }));

  it.each(["s", "soon s", "2 h"])("does not guess at %s", (cell) =>
    expect(readMs(cell)).toEqual({ kind: "unreadable" }),
  );
});

describe("sayDollars", () => {
  it.each([
    [0.6, "0.60"],
    [0.00241, "0.00241"],
    [3, "3"],
    [2.5, "2.50"],
    [17.432, "17.43"],
    [4.999, "5"],
    [8_770.4, "8,770"],
  ])("writes %s as a price", (value, written) => expect(sayDollars(value)).toBe(written));
});

describe("reckon", () => {
  it("follows the numbers from users to the bill and over the stages", () => {
    const { requestsADay, results, allInPerRequest, latencyLeft } = reckon(fill());
    expect(requestsADay).toBe(7_200_000);
    expect(results.average.computed).toBeCloseTo(83.33, 2);
    expect(results.peak.computed).toBeCloseTo(250, 5);
    expect(results.perRequest.computed).toBeCloseTo(0.009, 9);
    expect(results.modelMonth.computed).toBeCloseTo(1_944_000, 3);
    expect(results.infraMonth.computed).toBe(5_760);
    expect(results.month.computed).toBeCloseTo(1_949_760, 3);
    expect(results.latency.computed).toBe(720);
    expect(latencyLeft).toBe(280);
    expect(allInPerRequest).toBeCloseTo(1_949_760 / 216_000_000, 12);
  });

  it("says where a stated number doesn't follow, and goes on with the stated one", () => {
    const stated = { ...createWorksheet().stated, average: "40" };
    const { results } = reckon(fill({ stated }));
    expect(results.average).toMatchObject({ stated: 40, value: 40, follows: false });
    expect(results.peak).toMatchObject({ computed: 120, follows: true });
    const rounded = reckon(fill({ stated: { ...stated, average: "80" } }));
    expect(rounded.results.average.follows).toBe(true);
  });

  it("adds nothing up while a row that was begun is not complete", () => {
    const calls = [...fill().calls, { ...createCall("c2"), label: "rerank" }];
    const { results } = reckon(fill({ calls }));
    expect(results.perRequest.computed).toBeNull();
    expect(results.modelMonth.computed).toBeNull();
    expect(results.month.computed).toBeNull();
    expect(results.infraMonth.computed).toBe(5_760);
  });
});

describe("writeLines", () => {
  it("says what the sheet says, a sentence a line, with numbers that grading can read", () => {
    const lines = writeLines(fill());
    expect(lines).toEqual([
      "Traffic: 2,400,000 users or sessions × 3 requests each is 7,200,000 requests a day, 83.3 requests per second on average.",
      "Peak: 3 times the average, 250 requests per second.",
      "Model, draft the answer: 1,500 tokens in at $3 a million and 300 tokens out at $15 a million, $0.009 per request.",
      "Model cost: $0.009 per request × 7,200,000 requests a day is $64,800 a day, $1,944,000 a month.",
      "Infrastructure, vector store: 4 at $2 each for an hour, $5,760 a month.",
      "Infrastructure in all: $5,760 a month.",
      "Total cost: $1,949,760 a month.",
      "All in: $0.00903 per request.",
      "Latency, retrieval: 120 ms.",
      "Latency, first token: 600 ms.",
      "Latency in all: 720 ms against a target of 1,000 ms at p95, 280 ms left.",
    ]);
    const sentences = splitSentences(appendWorksheet("Mine.", fill()));
    expect(sentences.map(({ text }) => text)).toEqual(["Mine.", "Worksheet:", ...lines]);
    const kinds = findQuantities(lines[3] ?? "").map(({ kind }) => kind);
    expect(kinds).toEqual(["money", "rate", "money_rate", "money_rate"]);
  });

  it("takes seconds where milliseconds are wanted, and writes prices with their cents", () => {
    const [call] = fill().calls;
    if (!call) throw new Error("the sheet has no call");
    const lines = writeLines(fill({ target: "2 s", calls: [{ ...call, priceIn: "$0.60" }] }));
    expect(lines.at(-1)).toBe(
      "Latency in all: 720 ms against a target of 2,000 ms at p95, 1,280 ms left.",
    );
    expect(lines[2]).toContain("1,500 tokens in at $0.60 a million");
  });

  it("says nothing for a sheet that is blank or only named", () => {
    const { stages, calls, infra } = fill();
    const named = {
      ...createWorksheet(),
      users: "2 M",
      calls: calls.map((call) => ({ ...call, priceOut: "" })),
      infra: infra.map((line) => ({ ...line, price: "" })),
      stages: stages.map((stage) => ({ ...stage, ms: "" })),
      stated: { ...createWorksheet().stated, month: "40,000" },
      target: "800",
    };
    expect(writeLines(createWorksheet())).toEqual([]);
    expect(writeLines(named)).toEqual([]);
    expect(appendWorksheet("Mine. \n", named)).toBe("Mine. \n");
  });

  it("states an override as the candidate's own figure, and the product as it is", () => {
    const stated = { ...createWorksheet().stated, average: "40", modelMonth: "2.4 M" };
    const lines = writeLines(fill({ stated }));
    expect(lines.slice(0, 3)).toEqual([
      "Traffic: 2,400,000 users or sessions × 3 requests each is 7,200,000 requests a day, 83.3 requests per second on average.",
      "My own figure for the average: 40 requests per second.",
      "Peak: 3 times my own average, 120 requests per second.",
    ]);
    expect(lines).toContain(
      "Model cost: $0.009 per request × 7,200,000 requests a day is $64,800 a day, $1,944,000 a month.",
    );
    expect(lines).toContain("My own figure for the model: $2,400,000 a month.");
    expect(lines).toContain("Total cost: $2,405,760 a month.");
  });

  it("says nothing of an own figure that is the computed one", () => {
    const stated = { ...createWorksheet().stated, average: "83.3", latency: "720" };
    expect(writeLines(fill({ stated }))).toEqual(writeLines(fill()));
  });

  it.each(RESULT_IDS)("adds up in every sentence, whatever is stated for %s", (id) => {
    const stated = { ...createWorksheet().stated, [id]: "1,234,567" };
    const calls = fill().calls.flatMap((call) => [call, { ...call, id: "c2", label: "rerank" }]);
    const lines = writeLines(fill({ stated, calls }));
    const own = lines.filter((line) => line.includes("1,234,567"));
    expect(own.some((line) => line.startsWith("My own figure for"))).toBe(true);
    const sums = lines.flatMap((line) => findSums(line));
    expect(sums.length).toBeGreaterThan(0);
    expect(sums.filter(({ holds }) => !holds)).toEqual([]);
  });

  it("makes up no name for a row", () => {
    const nameless = fill();
    const strip = <Row extends { label: string }>(rows: Row[]) =>
      rows.map((row) => ({ ...row, label: " " }));
    const lines = writeLines({
      ...nameless,
      calls: strip(nameless.calls),
      infra: strip(nameless.infra),
      stages: strip(nameless.stages),
    });
    expect(lines.filter((line) => /^(?:Model|Infrastructure|Latency)\b/.test(line))).toEqual([
      "Model: 1,500 tokens in at $3 a million and 300 tokens out at $15 a million, $0.009 per request.",
      "Model cost: $0.009 per request × 7,200,000 requests a day is $64,800 a day, $1,944,000 a month.",
      "Infrastructure: 4 at $2 each for an hour, $5,760 a month.",
      "Infrastructure in all: $5,760 a month.",
      "Latency in all: 720 ms against a target of 1,000 ms at p95, 280 ms left.",
    ]);
  });

  it("keeps a label inside its sentence, whatever it holds", () => {
    const stages = [{ id: "s1", label: "a\n## Evaluation\n- b.", ms: "5" }];
    const lines = writeLines({ ...createWorksheet(), stages });
    expect(lines).toEqual(["Latency, a ## Evaluation - b: 5 ms.", "Latency in all: 5 ms."]);
  });
});

describe("explainResult", () => {
  const explain = (id: ResultId, cell: string, changes: Partial<Worksheet> = {}) => {
    const sheet = fill({ ...changes, stated: { ...createWorksheet().stated, [id]: cell } });
    return explainResult(id, sheet, reckon(sheet));
  };

  it("says how far a stated bill is from the product, with the product", () => {
    expect(explain("modelMonth", "2.4 M")).toBe(
      "Your figure is 23% above the product: $0.009 × 7,200,000 requests per day × 30 days is $1,944,000 per month.",
    );
  });

  it.each([
    ["average", "40", "Your figure is 52% below the product: "],
    ["peak", "1000", "Your figure is 4 times the product: 83.3 on average × 3 is 250 per second."],
    ["latency", "900", "Your figure is 25% above the sum: the stages above add up to 720 ms."],
    ["month", "0", "Your figure is 100% below the sum: "],
  ] as const)("says it of %s", (id, cell, start) => {
    expect(explain(id, cell)).toContain(start);
  });

  it("lets rounding be, and what can't be compared", () => {
    expect(explain("average", "80")).toBeNull();
    expect(explain("average", "40", { users: "" })).toBeNull();
    expect(explain("average", "a lot")).toBeNull();
  });

  it("compares with nothing at all", () => {
    const free = fill().infra.map((line) => ({ ...line, price: "0" }));
    expect(explain("infraMonth", "50", { infra: free })).toBe(
      "Your figure is above the sum: the lines above add up to $0 per month.",
    );
  });
});

describe("the saved text", () => {
  it("is the same for the same sheet, and nothing for an untouched one", () => {
    expect(toWorksheetText(createWorksheet())).toBe("");
    const text = toWorksheetText(fill());
    expect(parseWorksheet(text)).toEqual(fill());
    const { stated, ...rest } = fill();
    expect(toWorksheetText({ stated, ...rest })).toBe(text);
  });

  it("is refused where it is no sheet", () => {
    for (const text of [
      "{",
      "[]",
      '{"format":2}',
      toWorksheetText(fill()).replace("2.4 M", "9".repeat(30)),
    ])
      expect(parseWorksheet(text)).toBeNull();
  });
});
