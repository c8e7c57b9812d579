import { describe, expect, it } from "vitest";
import { EVIDENCE, gradeInput } from "../../test/support/grading-fixture";
import { INVENTED, judgeThat, kindOf, say } from "../../test/support/judge-double";
import { gradeAnswer } from "./grade-answer";
import type { Judge } from "./judge";
import type { Verdict } from "#domain/grading/verdicts";

const signal = new AbortController().signal;

describe("gradeAnswer, in doubt", () => {
  const criterionOf = async (judge: Judge, id: string) => {
    const grade = await gradeAnswer(gradeInput(), judge, { signal });
    const found = grade.criteria.find((one) => one.id === id);
    if (!found) throw new Error(`${id} is not graded`);
    return { grade, found };
  };

  it("asks again for lost evidence, and keeps the verdict when it is then found", async () => {
    const judge = judgeThat((id, turn) => (id === "caching" && turn === 0 ? INVENTED : undefined));
    const { grade, found } = await criterionOf(judge, "caching");
    expect(found).toMatchObject({ verdict: "met", confidence: 0.8, needsPerson: false });
    expect(found.notes.join(" ")).toMatch(/Evidence rejected.*Asked 2 times/);
    expect(grade.calls.map(({ purpose }) => purpose)).toEqual([
      ...Array.from({ length: 5 }, () => "first"),
      "reask",
    ]);
    expect(grade.calls[5]?.criterionIds).toEqual(["caching"]);
  });

  it("keeps no verdict whose evidence is lost twice: not shown, until a person has looked", async () => {
    const judge = judgeThat((id) => (id === "caching" ? INVENTED : undefined));
    const { grade, found } = await criterionOf(judge, "caching");
    expect(found).toMatchObject({
      verdict: "cannot_assess",
      evidence: [],
      confidence: 0,
      needsPerson: true,
    });
    expect(found.advice).not.toBe("");
    expect(grade).toMatchObject({ total: 90.7, needsPerson: true });
    expect(grade.confidence).toBeLessThan(1);
    expect(grade.flags.map(({ kind }) => kind)).toEqual(["evidence_lost"]);
    expect(judge.requests).toHaveLength(6);
  });

  it("takes no abstention that names nothing: leaving out what is missing would raise the rest", async () => {
    const judge = judgeThat((id) => (id === "caching" ? say("cannot_assess") : undefined));
    const { grade, found } = await criterionOf(judge, "caching");
    expect(found).toMatchObject({ verdict: "cannot_assess", needsPerson: true });
    expect(grade.total).toBe(90.7);
  });

  it("leaves out what the judge finds unclear, when it says where that stands", async () => {
    const evidence = [EVIDENCE["caching"] ?? { source: "diagram" as const, ids: [] }];
    const judge = judgeThat((id) =>
      id === "caching" ? { verdict: "cannot_assess", evidence } : undefined,
    );
    const { grade, found } = await criterionOf(judge, "caching");
    expect(found).toMatchObject({ verdict: "cannot_assess", needsPerson: false });
    expect(grade.total).toBe(100);
  });

  it("lets two of three decide, with less confidence", async () => {
    const judge = judgeThat((id, turn) =>
      id === "budget" ? say(turn === 1 ? "not_met" : "partial") : undefined,
    );
    const { found } = await criterionOf(judge, "budget");
    expect(found).toMatchObject({ verdict: "partial", confidence: 0.67, needsPerson: false });
  });

  it("asks a person where three verdicts differ", async () => {
    const verdicts: Verdict[] = ["partial", "not_met", "cannot_assess"];
    const judge = judgeThat((id, turn) =>
      id === "budget" ? say(verdicts[turn] ?? "met") : undefined,
    );
    const { found } = await criterionOf(judge, "budget");
    expect(found).toMatchObject({ verdict: "cannot_assess", needsPerson: true, confidence: 0 });
    expect(found.notes.join(" ")).toMatch(/partial, not_met, cannot_assess/);
  });

  describe("with a second model", () => {
    const withSecond = (verdict: Verdict) => {
      const second = judgeThat((id) => (id === "budget" ? say(verdict) : undefined), {
        requestedModel: "other",
      });
      const first = judgeThat((id) => (id === "budget" ? say("partial") : undefined), { second });
      return { first, second };
    };

    it("asks that one about doubts, and takes what both say", async () => {
      const { first, second } = withSecond("partial");
      const { grade, found } = await criterionOf(first, "budget");
      expect(found).toMatchObject({ verdict: "partial", confidence: 1, needsPerson: false });
      expect(found.notes.join(" ")).toContain("Asked 2 times: partial, partial by other.");
      expect(second.requests.map(({ questions }) => questions.map(({ id }) => id))).toEqual([
        ["budget"],
      ]);
      expect(first.requests).toHaveLength(5);
      expect(grade.calls.map(({ requestedModel }) => requestedModel)).toEqual([
        ...Array.from({ length: 5 }, () => "double"),
        "other",
      ]);
      expect(grade.judge.requestedModel).toBe("double");
    });

    it("leaves it to a person where they differ, without a third ask", async () => {
      const { first, second } = withSecond("not_met");
      const { grade, found } = await criterionOf(first, "budget");
      expect(found).toMatchObject({ verdict: "cannot_assess", confidence: 0, needsPerson: true });
      expect(grade.needsPerson).toBe(true);
      expect(found.notes.join(" ")).toContain("partial, not_met by other");
      expect([first.requests.length, second.requests.length]).toEqual([5, 1]);
    });

    it("tells its grades apart from those of one model alone", async () => {
      const { first } = withSecond("partial");
      const { second: _, ...alone } = first;
      const [both, one] = await Promise.all([
        criterionOf(first, "load"),
        criterionOf(alone, "load"),
      ]);
      expect(both.grade.promptHash).not.toBe(one.grade.promptHash);
    });
  });

  it("asks a judge that repeats itself only once", async () => {
    const judge = judgeThat((id) => (id === "caching" ? INVENTED : undefined), {
      isDeterministic: true,
    });
    const { found } = await criterionOf(judge, "caching");
    expect(judge.requests).toHaveLength(5);
    expect(found).toMatchObject({ verdict: "cannot_assess", needsPerson: true });
  });

  it("flags a grade of which much was lost, and gives none when most was", async () => {
    const lose = (...ids: string[]) => judgeThat((id) => (ids.includes(id) ? INVENTED : undefined));
    const much = ["load", "freshness", "retrieval", "reranker", "ingest"]; // 20 of 43
    const grade = await gradeAnswer(gradeInput(), lose(...much), { signal });
    expect(grade.needsPerson).toBe(true);
    expect(grade.flags.find(({ kind }) => kind === "evidence_lost")?.message).toMatch(/47%/);
    const most = [...much, "budget", "caching"]; // 28 of 43
    expect(await kindOf(gradeAnswer(gradeInput(), lose(...most), { signal }))).toBe(
      "invalid_reply",
    );
  });

  it("gives no grade where nothing could be assessed", async () => {
    const judge = judgeThat((id) => (id.startsWith("canary") ? undefined : say("cannot_assess")));
    expect(await kindOf(gradeAnswer(gradeInput(), judge, { signal }))).toBe("invalid_reply");
  });

  it.each(["any-sentence", "reactor"])("gives no grade when %s is missed", async (canary) => {
    const wrong = canary === "any-sentence" ? say("not_met") : INVENTED;
    const judge = judgeThat((id) => (id === canary ? wrong : undefined));
    expect(await kindOf(gradeAnswer(gradeInput(), judge, { signal }))).toBe("canary_failed");
  });
});
