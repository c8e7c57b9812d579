import { describe, expect, it } from "vitest";
import { JudgeError } from "#server/grading/judge";
import { gradeInput } from "../../support/grading-fixture";
import { judgeThat } from "../../support/judge-double";
import { runCases } from "./run-cases";
import type { EvalCase } from "./eval-case";
import type { EvalResult } from "./result.schema";

/** What one answer costs with the double: five calls of $0.001. */
const ANSWER_USD = 0.005;

const caseOf = (n: number): EvalCase => ({
  id: `answer-${n}`,
  key: `key-${n}`,
  repeat: 0,
  input: gradeInput(),
});
const cases = [1, 2, 3, 4, 5, 6].map(caseOf);

function openLog(known: EvalResult[] = []) {
  const appended: EvalResult[] = [];
  return {
    appended,
    log: {
      known: new Map(known.map((result) => [result.key, result])),
      append: (result: EvalResult) => Promise.resolve(void appended.push(result)),
    },
  };
}

describe("runCases", () => {
  it("grades each key once and logs every result", async () => {
    const judge = judgeThat(() => undefined);
    const { log, appended } = openLog();
    const { results, left, stopped, spentUsd } = await runCases([...cases, caseOf(1)], {
      judge,
      log,
      concurrency: 3,
      maxUsd: null,
    });
    expect([...results.keys()].sort()).toEqual(cases.map(({ key }) => key));
    expect(appended).toHaveLength(6);
    expect({ left, stopped }).toEqual({ left: [], stopped: null });
    expect(spentUsd).toBeCloseTo(6 * ANSWER_USD, 10);
  });

  it.each([1, 4])("stops before the cap is passed, %i at a time", async (concurrency) => {
    const judge = judgeThat(() => undefined);
    const { log, appended } = openLog();
    const maxUsd = 3.5 * ANSWER_USD;
    const outcome = await runCases(cases, { judge, log, concurrency, maxUsd });
    expect(outcome.spentUsd).toBeLessThanOrEqual(maxUsd);
    expect(appended).toHaveLength(3);
    expect(outcome.left).toHaveLength(3);
    expect(outcome.stopped).toContain("$0.0175");
  });

  it("stops after one answer when its price is unknown and there is a cap", async () => {
    const known = judgeThat(() => undefined);
    const judge: typeof known = {
      ...known,
      judge: async (request, signal) => ({
        ...(await known.judge(request, signal)),
        costUsd: null,
      }),
    };
    const { log } = openLog();
    const outcome = await runCases(cases, { judge, log, concurrency: 2, maxUsd: 1 });
    expect(outcome.results.size).toBe(1);
    expect(outcome).toMatchObject({ spentUsd: null, stopped: expect.stringContaining("unknown") });
  });

  it("counts a grading without a grade as failed, with what it cost, and tries it again on resume", async () => {
    let turn = 0;
    const good = judgeThat(() => undefined);
    const judge: typeof good = {
      ...good,
      judge: (request, signal) => {
        turn += 1;
        if (turn > 1) return good.judge(request, signal);
        const bill = { returnedModel: "double-1", usage: null, costUsd: 0.002 };
        throw new JudgeError("refused", "I'd rather not", { retryable: false, bill });
      },
    };
    const first = openLog();
    const one = { judge, concurrency: 1, maxUsd: null };
    const failed = await runCases([caseOf(1)], { ...one, log: first.log });
    expect(failed.results.get("key-1")).toMatchObject({ outcome: "failed", kind: "refused" });
    expect(failed.spentUsd).toBeGreaterThanOrEqual(0.002);
    const second = openLog(first.appended);
    const retried = await runCases([caseOf(1)], { ...one, log: second.log });
    expect(retried.results.get("key-1")).toMatchObject({ outcome: "graded" });
  });

  it("counts evidence that isn't in the answer as claimed and not found", async () => {
    const judge = judgeThat((id) =>
      id === "load"
        ? {
            verdict: "met",
            evidence: [{ source: "scenario", quote: "nobody ever wrote this sentence" }],
          }
        : undefined,
    );
    const { log } = openLog();
    const { results } = await runCases([caseOf(1)], { judge, log, concurrency: 1, maxUsd: null });
    // Ten criteria with a piece each; "load" is asked twice more, in vain.
    const evidence = results.get("key-1")?.evidence;
    expect((evidence?.claimed ?? 0) - (evidence?.found ?? 0)).toBe(2);
    expect(evidence?.found).toBe(9);
  });
});
