import { describe, expect, it } from "vitest";
import { findQuantities, readColumnUnits, readUnitApart } from "./quantities";

const MONTH = 2_592_000;
const DAY = 86_400;

/** Text, then every quantity in it as [kind, value in base unit]. */
const TABLE: [string, [string, number][]][] = [
  // durations
  ["p95 of 1.2s", [["duration", 1.2]]],
  ["within 800 ms", [["duration", 0.8]]],
  [
    "p95=1.2s, p99.9 of 3s",
    [
      ["duration", 1.2],
      ["duration", 3],
    ],
  ],
  ["half a second", [["duration", 0.5]]],
  ["two seconds", [["duration", 2]]],
  ["stays under a second", [["duration", 1]]],
  ["sub-second answers", [["duration", 1]]],
  [
    "a 5-minute TTL and 24h retention",
    [
      ["duration", 300],
      ["duration", DAY],
    ],
  ],
  ["every 15 minutes", [["duration", 900]]],
  ["20 minutes a day", [["duration", 1200]]],
  // ranges
  [
    "300–500 ms",
    [
      ["duration", 0.3],
      ["duration", 0.5],
    ],
  ],
  [
    "300 to 500 ms",
    [
      ["duration", 0.3],
      ["duration", 0.5],
    ],
  ],
  [
    "between 2 and 3 seconds",
    [
      ["duration", 2],
      ["duration", 3],
    ],
  ],
  [
    "0.5s-1s",
    [
      ["duration", 0.5],
      ["duration", 1],
    ],
  ],
  [
    "5-10k QPS",
    [
      ["rate", 5_000],
      ["rate", 10_000],
    ],
  ],
  [
    "500-1k QPS",
    [
      ["rate", 500],
      ["rate", 1_000],
    ],
  ],
  [
    "$3–5k a month",
    [
      ["money_rate", 3_000 / MONTH],
      ["money_rate", 5_000 / MONTH],
    ],
  ],
  // rates
  ["5k QPS", [["rate", 5_000]]],
  ["40 req/s", [["rate", 40]]],
  ["5 requests per second", [["rate", 5]]],
  ["200k chats a day", [["rate", 200_000 / DAY]]],
  ["200k daily chats", [["rate", 200_000 / DAY]]],
  ["200,000 chats/day", [["rate", 200_000 / DAY]]],
  ["3M/month", [["rate", 3e6 / MONTH]]],
  ["3M support conversations per month", [["rate", 3e6 / MONTH]]],
  ["500 new docs every day", [["rate", 500 / DAY]]],
  ["50 tokens/s", [["rate", 50]]],
  ["120 rpm", [["rate", 2]]],
  // money
  ["$0.004 per query", [["money", 0.004]]],
  ["12 cents", [["money", 0.12]]],
  ["1.2 million dollars", [["money", 1.2e6]]],
  ["$24k a month", [["money_rate", 24_000 / MONTH]]],
  ["$24k/mo", [["money_rate", 24_000 / MONTH]]],
  ["24k USD per month", [["money_rate", 24_000 / MONTH]]],
  ["the monthly bill is about $24,000", [["money_rate", 24_000 / MONTH]]],
  ["the monthly LLM cost comes to $2k", [["money_rate", 2_000 / MONTH]]],
  [
    "200k daily chats cost 0.4 cents each",
    [
      ["rate", 200_000 / DAY],
      ["money", 0.004],
    ],
  ],
  ["$3 per million tokens", [["money", 3]]],
  ["$0.5 per 1k tokens", [["money", 0.5]]],
  ["€20", [["money", 20]]],
  ["€0.26 a task", [["money", 0.26]]],
  ["µ$ 83 a page", [["money", 83e-6]]],
  ["0.26 € a task", [["money", 0.26]]],
  ["peak 444 Hz", [["rate", 444]]],
  [
    "QPS: 139 mean, 444 peak",
    [
      ["rate", 139],
      ["rate", 444],
    ],
  ],
  ["a second and a half", [["duration", 1.5]]],
  [
    "nine out of ten",
    [
      ["count", 9],
      ["percent", 90],
      ["count", 10],
    ],
  ],
  ["a tenth of them", [["percent", 10]]],
  ["kept for 7 y", [["duration", 7 * 31_536_000]]],
  // tokens, bytes, percent
  ["1,500 tokens", [["tokens", 1_500]]],
  ["a 4k-token context", [["tokens", 4_000]]],
  ["80 GB of vectors", [["bytes", 80e9]]],
  ["95 %", [["percent", 95]]],
  ["99.9%", [["percent", 99.9]]],
  ["three percent", [["percent", 3]]],
  ["two pp", [["percent", 2]]],
  // counts
  ["2x faster", [["count", 2]]],
  ["the top 50", [["count", 50]]],
  ["top-5 chunks", [["count", 5]]],
  ["two hundred agents", [["count", 200]]],
  ["2M daily active users", [["count", 2e6]]],
  ["a 70B model", [["count", 70e9]]],
  ["a million documents", [["count", 1e6]]],
  [
    "~5k tenants, k=50",
    [
      ["count", 5_000],
      ["count", 50],
    ],
  ],
  // names, not numbers
  ["p95 and the 95th percentile", []],
  ["GPT-4o, BM25, S3, k8s, int8, recall@10", []],
  ["HTTP 429 in phase 2 on v2", []],
  ["24/7 since 2024-05-01 at 9:30", []],
  ["in 2024, in the 1990s, release 1.2.3", []],
  ["one of the chunks", []],
  ["1. first\n2) second", []],
  ["a 3D view", [["count", 3]]],
];

describe("findQuantities", () => {
  it.each(TABLE)("%s", (text, expected) => {
    const found = findQuantities(text);
    expect(found.map(({ kind }) => kind)).toEqual(expected.map(([kind]) => kind));
    found.forEach(({ value }, index) => expect(value).toBeCloseTo(expected[index]?.[1] ?? NaN, 9));
  });

  it("says where each stands in the text as written", () => {
    const text = "😀 It takes 300–500 ms,\n  and costs $24k a month.";
    for (const { start, end, text: written } of findQuantities(text)) {
      expect(text.slice(start, end)).toBe(written);
    }
    expect(findQuantities(text).map((quantity) => quantity.text)).toEqual([
      "300–500 ms",
      "300–500 ms",
      "$24k a month",
    ]);
  });
});

describe("a unit that stands apart from its numbers", () => {
  it.each<[string, number[]]>([
    ["p95 in ms: 20 ingress / 35 query vector / 60 search", [0.02, 0.035, 0.06]],
    ["edge 25 | retrieve 90 | rerank 110 (all ms)", [0.025, 0.09, 0.11]],
    ["Milliseconds before the first token: gateway 40, embedding 30", [0.04, 0.03]],
    ["after one and a half seconds", [1.5]],
    ["a couple of hundred ms", [0.2]],
  ])("%s", (text, seconds) => {
    const found = findQuantities(text);
    expect(found.map(({ kind }) => kind)).toEqual(seconds.map(() => "duration"));
    found.forEach(({ value }, index) => expect(value).toBeCloseTo(seconds[index] ?? 0));
  });

  it("is not taken from a word in passing", () => {
    expect(
      findQuantities("It is done in seconds, 40 pages at once").map(({ kind }) => kind),
    ).toEqual(["count"]);
  });

  it("comes from the head of a column", () => {
    const unit = readUnitApart("| stage | ms |");
    expect(findQuantities(" gateway | 40 ", unit)).toMatchObject([
      { kind: "duration", value: 0.04 },
    ]);
    expect(readUnitApart("| stage | owner |")).toBeNull();
  });

  it("reads cents", () => {
    expect(findQuantities("0.057 ct a turn")).toMatchObject([{ kind: "money" }]);
  });
});

describe("readColumnUnits", () => {
  it("gives each column the unit of its head", () => {
    const columns = readColumnUnits(" stage | p95 (ms) | cost in $ | n ");
    const read = findQuantities(" rerank | 90 | 0.002 | 40 ", null, columns);
    expect(read.map(({ kind, value }) => [kind, value])).toEqual([
      ["duration", 0.09],
      ["money", 0.002],
      ["count", 40],
    ]);
  });

  it("finds none in a row of words", () => {
    expect(readColumnUnits(" stage | tool | why ")).toEqual([]);
  });
});

describe("a share of a coin", () => {
  it.each<[string, string, number]>([
    ["Roughly a tenth of a cent per turn.", "money", 0.001],
    ["three quarters of a dollar a day", "money_rate", 0.75 / DAY],
  ])("%s", (text, kind, value) => {
    expect(findQuantities(text).find((one) => one.kind === kind)?.value).toBeCloseTo(value, 9);
  });
});
