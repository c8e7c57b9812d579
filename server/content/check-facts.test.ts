import { describe, expect, it } from "vitest";
import { checkFacts } from "./check-facts";
import { formatIssue } from "./content-error";
import { collectFacts, readFacts } from "./read-facts";
import type { ContentIssue } from "./content-error";

const PROBLEM =
  "Brackwater answers **400 calls** a day.\nA call takes six\nminutes, and $5 an hour.";
const SOLUTION = "Ten people have `10 × 5 = 50` hours. Calls take `400 × 6 / 60 = 40`.";

const QUANTITIES = {
  calls: `{ value: 400, said: ["400 calls a day", "400 × 6 / 60"] }`,
  minutes: `{ value: 6, said: "takes six minutes", unit: min }`,
  hours: `{ value: 50, said: "10 × 5 = 50 hours" }`,
  needed: `{ value: 40, said: "60 = 40" }`,
};
const FACTS = ["close(calls * minutes / 60, needed, 0.01)", "needed <= hours"];

type Change = {
  quantities?: Record<string, string>;
  facts?: string[];
  texts?: string[];
  slack?: string;
};

function check({
  quantities = {},
  facts = FACTS,
  texts = [PROBLEM, SOLUTION],
  slack,
}: Change = {}) {
  const lines = Object.entries({ ...QUANTITIES, ...quantities }).map(
    ([name, value]) => `  ${name}: ${value}`,
  );
  const claims = facts.flatMap((holds) => [
    "  - says: What must hold together.",
    `    holds: ${holds}`,
    ...(slack === undefined ? [] : [`    slack: ${slack}`]),
  ]);
  const issues: ContentIssue[] = [];
  const read = readFacts(
    ["quantities:", ...lines, "facts:", ...claims].join("\n"),
    "facts.yaml",
    issues,
  );
  return [...issues, ...(read ? checkFacts(read, texts) : [])].map(formatIssue);
}

describe("checkFacts", () => {
  it("finds nothing where wordings stand and facts hold", () => {
    expect(check()).toEqual([]);
  });

  it("names the line of a value that its wording doesn't tell", () => {
    const [fault, ...others] = check({
      quantities: { calls: `{ value: 401, said: "400 calls" }` },
    });
    expect(fault).toBe(`facts.yaml:2: quantities.calls: "400 calls" doesn't tell 401`);
    expect(others).toEqual([]);
  });

  it("wants every wording of a list to stand, in either text", () => {
    const texts = [PROBLEM, SOLUTION.replace("400 ×", "420 ×")];
    expect(check({ texts })).toEqual([
      `facts.yaml:2: quantities.calls: "400 × 6 / 60" is in neither problem.md nor solution.md`,
    ]);
  });

  it.each([
    "$50 an hour",
    "$5.5 an hour",
    "$5,000 an hour",
    "$5 million an hour",
    "$5 percent",
    "$5k",
  ])("doesn't take %s for $5", (price) => {
    const texts = [PROBLEM.replace("$5 an hour", price), SOLUTION];
    const quantities = { calls: `{ value: 5, said: "$5" }` };
    expect(check({ texts, quantities }).join("\n")).toContain(`"$5" is in neither`);
  });

  it("doesn't take the end of a number for a number", () => {
    const quantities = { minutes: `{ value: 6, said: "6 / 60" }` };
    expect(check({ quantities })).toEqual([]);
    for (const longer of ["16 / 60", "0.6 / 60", "2,006 / 60"]) {
      const texts = [
        PROBLEM,
        SOLUTION.replace("6 / 60", longer).replace("400 ×", "400 × 6 / 60 and 400 ×"),
      ];
      const without = texts.map((text) => text.replace("400 × 6 / 60 and ", ""));
      expect(check({ quantities, texts: without }).join("\n"), longer).toContain(`"6 / 60" is in`);
    }
  });

  it("computes a fact and says what it comes to", () => {
    expect(check({ facts: [...FACTS, "hours <= needed"] })).toEqual([
      "facts.yaml:11: facts[2]: doesn't hold: 50 <= 40",
    ]);
    expect(check({ facts: [...FACTS, "close(hours, needed, 0.1)"] })).toEqual([
      "facts.yaml:11: facts[2]: doesn't hold: 50 within 0.1 of 40",
    ]);
  });

  it("wants every quantity used, and every name to be one", () => {
    expect(check({ facts: [FACTS[0] ?? ""] })).toEqual([
      "facts.yaml:4: quantities.hours: no fact uses it",
    ]);
    expect(check({ facts: [...FACTS, "hours <= weeks"] })).toEqual([
      "facts.yaml:11: facts[2]: no quantity is called weeks",
    ]);
  });

  it("wants facts that break when a quantity moves, or a reason", () => {
    const loose = [...FACTS, "minutes <= hours"];
    expect(check({ facts: loose })).toEqual([
      "facts.yaml:11: facts[2]: still holds with minutes times or divided by 1.3: is slack",
      "facts.yaml:11: facts[2]: still holds with hours times or divided by 1.3: is slack",
    ]);
    expect(check({ facts: loose, slack: "Because it must." })).toEqual([
      "facts.yaml:7: facts[0]: is tight, so slack has nothing to say",
      "facts.yaml:10: facts[1]: is tight, so slack has nothing to say",
    ]);
  });

  it.each([
    ["close(calls * minutes / 60, needed, 0.2)", "at most 0.1 is close"],
    ["calls ==", "can't read"],
    ["calls = hours * 8", "can't read"],
    ["calls * == hours", "can't compute"],
    ["calls == 400", "compares less than two quantities"],
    ["process.exit(1) <= calls", "no quantity is called process"],
  ])("refuses %s", (holds, message) => {
    expect(check({ facts: [...FACTS, holds] }).join("\n")).toContain(message);
  });
});

describe("readFacts", () => {
  it.each([
    ["quantities: { a: { value: 0, said: nought } }\nfacts: []", "must not be 0"],
    ["quantities: { a: { value: 1 } }\nfacts: []", "quantities.a.said"],
    ["quantities: { A: { value: 1, said: one } }\nfacts: []", "quantities.A"],
    ["quantities: { close: { value: 1, said: one } }\nfacts: []", "quantities.close"],
    ["quantities: {}\nfacts: []\nmore: 1", "more: unknown field"],
    ["quantities: {}\nfacts: [{ says: Something holds., holds: a <= b, why: x }]", "unknown field"],
    ["quantities: { a: { value: .inf, said: one } }\nfacts: []", "quantities.a.value"],
    ["a: 1\na: 2", "not YAML"],
  ])("refuses %j", (text, message) => {
    const issues: ContentIssue[] = [];
    expect(readFacts(text, "facts.yaml", issues)).toBeNull();
    expect(issues.map(formatIssue).join("\n")).toContain(message);
  });
});

describe("collectFacts", () => {
  it("says that a shipped problem lacks them", async () => {
    const issues: ContentIssue[] = [];
    expect(await collectFacts(".", "no-such-problem", issues)).toBeNull();
    expect(issues.map(formatIssue)).toEqual(["problems/no-such-problem/facts.yaml: is missing"]);
  });
});
