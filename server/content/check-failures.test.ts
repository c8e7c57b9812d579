import { describe, expect, it } from "vitest";
import { checkFailures } from "./check-failures";
import { formatIssue } from "./content-error";
import { readFailures } from "./read-failures";
import type { ContentIssue } from "./content-error";

const TEXTS = [
  "Brackwater answers **400 calls** a day. 12 percent are about bills, and a call takes six minutes.",
  "Ten people have `10 × 5 = 50` hours. Calls take `400 × 6 / 60 = 40`.",
];
const QUANTITIES = {
  calls: { value: 400, said: "400 calls" },
  minutes: { value: 6, said: "six minutes" },
  needed: { value: 40, said: "60 = 40" },
  unsaid: { value: 7.5, said: "in a draft" },
};

type Change = {
  fails?: string;
  shows?: string;
  rests_on?: string;
  holds?: string;
  id?: string;
  section?: string;
};

/** Six failures, of which the first is changed; it begins on line 3. */
function check(change: Change = {}): string[] {
  const failure = (over: Change & { id: string }, section: string): string[] => [
    `  - id: ${over.id}`,
    `    section: ${over.section ?? section}`,
    `    fails: ${JSON.stringify(over.fails ?? "A queue with no limit holds every caller that rings.")}`,
    `    shows: ${JSON.stringify(over.shows ?? "400 calls take 40 hours a day.")}`,
    `    rests_on: ${over.rests_on ?? "[calls, minutes, needed]"}`,
    ...(over.holds === undefined ? [] : [`    holds: ${over.holds}`]),
  ];
  const sections = ["scenario", "components", "architecture", "scenario", "scenario", "scenario"];
  const text = [
    "version: 1",
    "failures:",
    ...failure({ id: "no-limit", ...change }, "scenario"),
    ...sections.slice(1).flatMap((section, index) => failure({ id: `other-${index}` }, section)),
  ].join("\n");
  const issues: ContentIssue[] = [];
  const read = readFailures({ file: "failures.yaml", text }, issues);
  return [...issues, ...(read ? checkFailures(read, QUANTITIES, TEXTS) : [])].map(formatIssue);
}

describe("checkFailures", () => {
  it("finds nothing where figures are quantities or told, and the claim is true", () => {
    expect(check({ holds: "close(calls * minutes / 60, needed, 0.01)" })).toEqual([]);
    expect(check({ shows: "12% of them are about bills, one of them twice." })).toEqual([]);
    expect(check({ shows: "Twelve percent are about bills: `400 × 0.12 = 48` a day." })).toEqual(
      [],
    );
    expect(check({ shows: "7.5 is the mean.", rests_on: "[unsaid]" })).toEqual([]);
  });

  it.each([
    [{ shows: "800 calls a day take 40 hours." }, '6: failures[0].shows: "800"'],
    [{ shows: "Eighty calls a day are lost to it." }, '6: failures[0].shows: "Eighty"'],
    [{ shows: "13 percent are about bills." }, '6: failures[0].shows: "13 percent"'],
    [{ shows: "7.5 is the mean of it." }, '6: failures[0].shows: "7.5"'],
    [{ fails: "A cache of 99 GB holds what callers ask." }, '5: failures[0].fails: "99"'],
    [
      { shows: "`400 × 0.12 = 84` a day are lost." },
      "6: failures[0].shows: 400 × 0.12 = 84, but it is 48",
    ],
    [{ rests_on: "[calls, callers]" }, "7: failures[0].rests_on: no quantity is called callers"],
    [{ holds: "calls < minutes" }, "8: failures[0].holds: doesn't hold: 400 < 6"],
    [{ holds: "calls > unsaid" }, "8: failures[0].holds: unsaid isn't in rests_on"],
    [{ holds: "calls > nothing" }, "8: failures[0].holds: no quantity is called nothing"],
    [{ holds: "many calls" }, `8: failures[0].holds: can't read "many calls"`],
  ])("names the line of %j", (change, fault) => {
    expect(check(change)[0]).toContain(`failures.yaml:${fault}`);
  });

  it("wants each id once, three sections, and texts of a length that a prompt bears", () => {
    expect(check({ id: "other-0" })).toEqual([
      'failures.yaml:8: failures[1].id: "other-0" is used twice',
    ]);
    expect(check({ fails: "x".repeat(501) })[0]).toContain("failures.yaml:5: failures[0].fails: ");
    const issues: ContentIssue[] = [];
    const six = ["a", "b", "c", "d", "e", "f"].map(
      (id) =>
        `{ id: ${id}, section: scenario, fails: A queue with no limit., shows: It holds them all., rests_on: [] }`,
    );
    const text = `version: 1\nfailures: [${six.join(", ")}]`;
    expect(readFailures({ file: "failures.yaml", text }, issues)).toBeNull();
    expect(issues.map(formatIssue)).toEqual([
      "failures.yaml:2: failures: only 1 different sections; needs 3",
    ]);
  });
});
