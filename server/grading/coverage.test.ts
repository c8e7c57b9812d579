import { describe, expect, it } from "vitest";
import { gradeInput, RUBRIC } from "../../test/support/grading-fixture";
import { judgeThat, say } from "../../test/support/judge-double";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { measureCoverage } from "./coverage";
import { gradeAnswer } from "./grade-answer";

const ids = RUBRIC.criteria.map(({ id }) => id);
const signal = new AbortController().signal;

function knowing(known: string[]) {
  return { covers: () => new Set(known) };
}

describe("measureCoverage", () => {
  it("has nothing to say of a judge that reads", () => {
    expect(measureCoverage({}, RUBRIC)).toBeNull();
  });

  it("asks for three fifths of the weight, through every lens", () => {
    expect(measureCoverage(knowing(ids), RUBRIC)).toEqual({
      isEnough: true,
      covered: ids.length,
      of: ids.length,
    });
    expect(measureCoverage(knowing([]), RUBRIC)).toMatchObject({ isEnough: false, covered: 0 });
    const [first, ...rest] = RUBRIC.criteria;
    if (!first) throw new Error("there is no criterion");
    const heavy = { ...first, weight: { default: 4, startup: 20 } };
    const most = rest.slice(0, 6).map(({ id }) => id);
    expect(measureCoverage(knowing(most), RUBRIC)?.isEnough).toBe(true);
    expect(
      measureCoverage(knowing(most), { ...RUBRIC, criteria: [heavy, ...rest] })?.isEnough,
    ).toBe(false);
  });
});

describe("gradeAnswer", () => {
  it("gives no number where the judge knows too little, and asks it nothing", async () => {
    const judge = judgeThat(() => undefined);
    const stranger = { ...judge, ...knowing(ids.slice(0, 2)) };
    await expect(gradeAnswer(gradeInput(), stranger, { signal })).rejects.toMatchObject({
      kind: "not_estimated",
      retryable: false,
      message: `2 of ${ids.length} criteria can be judged without a model`,
    });
    expect(judge.requests).toHaveLength(0);
  });

  it("says so too where an estimate could assess nothing in the end", async () => {
    const judge = { ...judgeThat(() => say("cannot_assess")), isEstimate: true };
    const unsure = { ...judge, isDeterministic: true };
    await expect(gradeAnswer(gradeInput(), unsure, { signal })).rejects.toMatchObject({
      kind: "not_estimated",
      retryable: false,
    });
  });

  it("gives an empty answer its zero without a judge, as ever", async () => {
    const stranger = { ...judgeThat(() => undefined), ...knowing([]) };
    const grade = await gradeAnswer(gradeInput({ answers: EMPTY_ANSWERS }), stranger, { signal });
    expect(grade).toMatchObject({ total: 0, flags: [{ kind: "gated" }] });
  });
});
