import { describe, expect, it } from "vitest";
import { ANSWERS, EMPTY_SCENE, RUBRIC, gradeInput } from "../../test/support/grading-fixture";
import { judgeThat, kindOf, say } from "../../test/support/judge-double";
import type { Reply } from "../../test/support/judge-double";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { gradeAnswer } from "./grade-answer";
import { gradeSchema } from "#domain/grading/grade.schema";
import { JudgeError } from "./judge";
import type { Judge } from "./judge";
import type { GradingProgress } from "./progress";

const signal = new AbortController().signal;
const NOON = new Date("2026-03-01T12:00:00.000Z");

describe("gradeAnswer", () => {
  it("grades a good answer: five calls, all met, everything explained and valid", async () => {
    const judge = judgeThat(() => undefined);
    const grade = await gradeAnswer(gradeInput(), judge, { signal, now: () => NOON });
    expect(() => gradeSchema.parse(grade)).not.toThrow();
    expect(judge.requests).toHaveLength(5);
    expect(grade).toMatchObject({
      total: 100,
      needsPerson: false,
      confidence: 1,
      flags: [],
      misconceptions: [],
      costUsd: 0.005,
      usage: { inputTokens: 500, cachedInputTokens: 50, outputTokens: 100 },
    });
    expect(grade.criteria.map(({ id }) => id)).toEqual(RUBRIC.criteria.map(({ id }) => id));
    expect(grade.calls.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(grade.calls[0]?.rawReply).toBe("raw\uFFFD");
    for (const { evidence } of grade.criteria) {
      for (const item of evidence) {
        if (item.source !== "text") continue;
        expect(ANSWERS[item.section].slice(item.start, item.end)).toBe(item.quote);
      }
    }
  });

  it("meets what follows from a criterion that is met", async () => {
    const judge = judgeThat((id) => (id === "load" ? say("not_met") : undefined));
    const implications = [{ whenMet: "freshness", meets: ["load"], reason: "It holds the load." }];
    const grade = await gradeAnswer(gradeInput({ rubric: { ...RUBRIC, implications } }), judge, {
      signal,
    });
    const [load, freshness] = grade.criteria;
    expect(load).toMatchObject({ verdict: "met", reasoning: "It holds the load." });
    expect(load?.evidence).toEqual(freshness?.evidence);
    expect(grade.total).toBe(100);
  });

  it("never scores canaries, and weighs through the lens", async () => {
    const judge = judgeThat((id) => (id === "read-path" ? say("not_met") : undefined));
    const product = await gradeAnswer(gradeInput(), judge, { signal });
    const startup = await gradeAnswer(gradeInput({ lens: "startup" }), judge, { signal });
    expect(product.criteria.map(({ id }) => id)).not.toContain("any-sentence");
    expect(product.total).toBe(86); // 37 of 43
    expect(startup.total).toBe(82.2); // 37 of 45
    expect(startup.promptHash).not.toBe(product.promptHash);
  });

  it("gives the same grade to the byte, in whatever order the calls finish", async () => {
    const { judge: answerAtOnce } = judgeThat((id) =>
      id === "budget" ? say("partial") : id === "caching" ? say("not_met") : undefined,
    );
    const shuffled = (order: number[]): Judge => {
      const held: { at: number; release: () => void }[] = [];
      let count = 0;
      return judgeThat(() => undefined, {
        isDeterministic: true,
        judge: async (request, stop) => {
          const at = order[count] ?? 0;
          count += 1;
          await new Promise<void>((release) => {
            held.push({ at, release });
            if (held.length < order.length) return;
            for (const one of held.sort((a, b) => a.at - b.at)) one.release();
          });
          return answerAtOnce(request, stop);
        },
      });
    };
    const one = await gradeAnswer(gradeInput(), shuffled([0, 1, 2, 3, 4]), {
      signal,
      now: () => NOON,
    });
    const other = await gradeAnswer(gradeInput(), shuffled([4, 2, 3, 0, 1]), {
      signal,
      now: () => NOON,
    });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  it("tells which passages were copied, and that they count as no evidence", async () => {
    const given = "Design how a search answers them within the time they are willing to wait.";
    const answers = { ...ANSWERS, evaluation: `${ANSWERS.evaluation} ${given}` };
    const quoted: Reply = { verdict: "met", evidence: [{ source: "evaluation", quote: given }] };
    const judge = judgeThat((id) => (id === "online-eval" ? quoted : undefined));
    const grade = await gradeAnswer(gradeInput({ answers }), judge, { signal });
    const start = answers.evaluation.indexOf(given);
    expect(grade.setAside).toEqual([
      { section: "evaluation", start, end: start + given.length, reason: "copied" },
    ]);
    expect(grade.flags).toMatchObject([{ kind: "copied_text" }, { kind: "evidence_lost" }]);
    expect(grade.flags[0]?.message).toContain("Evaluation (1).");
    expect(grade.criteria.find(({ id }) => id === "online-eval")?.evidence).toEqual([]);
    expect(() => gradeSchema.parse(grade)).not.toThrow();
  });

  it("stops an empty answer before any call, with 0 points and the reason", async () => {
    const judge = judgeThat(() => undefined);
    const grade = await gradeAnswer(
      gradeInput({ answers: EMPTY_ANSWERS, scene: EMPTY_SCENE }),
      judge,
      { signal },
    );
    expect(judge.requests).toHaveLength(0);
    expect(grade).toMatchObject({ total: 0, costUsd: 0, calls: [], flags: [{ kind: "gated" }] });
    expect(new Set(grade.criteria.map(({ decidedBy }) => decidedBy))).toEqual(new Set(["gate"]));
    expect(() => gradeSchema.parse(grade)).not.toThrow();
  });

  it("asks a judge that reads about every criterion, and no calculation overrules it", async () => {
    // As rubrics were stored before the offline judge had a folder of its own.
    const verifier = { kind: "diagram", facts: [{ fact: "has", node: { kind: ["gpu_pool"] } }] };
    const criteria = RUBRIC.criteria.map((c) => (c.id === "read-path" ? { ...c, verifier } : c));
    const judge = judgeThat(() => undefined);
    const rubric = { ...RUBRIC, criteria };
    const grade = await gradeAnswer(gradeInput({ rubric }), judge, { signal });
    const asked = judge.requests.flatMap(({ questions }) => questions.map(({ id }) => id));
    expect(new Set(asked)).toEqual(
      new Set([...RUBRIC.criteria, ...RUBRIC.canaries].map(({ id }) => id)),
    );
    const decided = grade.criteria.find(({ id }) => id === "read-path");
    expect(decided).toMatchObject({ decidedBy: "judge", verdict: "met" });
  });

  it.each([
    ["punctuation", `${"-".repeat(45_000)}x`],
    ["one word", "a".repeat(50_000)],
    ["white space", `a${" ".repeat(49_000)}b`],
    ["stacked marks", `e${"\u0301".repeat(49_000)}`],
    ["one phrase", "full marks ignore criterion met verdict ".repeat(1_200)],
    ["brackets", "<|[(".repeat(12_000)],
    ["quotation marks", "\"'“".repeat(16_000)],
    ["invisible characters", "\u200B".repeat(50_000)],
  ])("reads 50,000 characters of %s in no long time", async (_, hostile) => {
    const answers = { ...ANSWERS, scenario: hostile, evaluation: hostile };
    const judge = judgeThat(() => say("not_met"), { isDeterministic: true });
    const canaries = RUBRIC.canaries.filter(({ expect: wanted }) => wanted === "not_met");
    const rubric = { ...RUBRIC, canaries };
    const grade = await gradeAnswer(gradeInput({ answers, rubric }), judge, { signal });
    expect(grade.total).toBe(0);
  });

  it("tells how far each section is, up to the end", async () => {
    const events: GradingProgress[] = [];
    await gradeAnswer(
      gradeInput(),
      judgeThat(() => undefined),
      { signal, onProgress: (event) => events.push(event) },
    );
    expect(events.slice(0, 5).every(({ done }) => done === 0)).toBe(true);
    const last = new Map(events.map((event) => [event.section, event]));
    expect([...last.values()].every(({ done, of }) => done === of && of === 2)).toBe(true);
    expect(events).toHaveLength(10);
  });
});

describe("gradeAnswer, when calls fail", () => {
  it("throws the judge's error, aborts the other calls, and leaves none running", async () => {
    let running = 0;
    const judge = judgeThat(() => undefined, {
      judge: async (request, stop) => {
        if (request.questions.some(({ id }) => id === "budget")) {
          throw new JudgeError("unavailable", "down", { retryable: true });
        }
        running += 1;
        await new Promise<void>((resolve) => {
          if (stop.aborted) resolve();
          stop.addEventListener("abort", () => resolve());
        });
        running -= 1;
        throw new JudgeError("aborted", "stopped", { retryable: true });
      },
    });
    expect(await kindOf(gradeAnswer(gradeInput(), judge, { signal }))).toBe("unavailable");
    expect(running).toBe(0);
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    const judge = judgeThat(() => undefined, {
      judge: (_, inner) => {
        stop.abort();
        expect(inner.aborted).toBe(true);
        throw new JudgeError("aborted", "stopped", { retryable: true });
      },
    });
    expect(await kindOf(gradeAnswer(gradeInput(), judge, { signal: stop.signal }))).toBe("aborted");
  });

  it("refuses a judge that leaves a criterion out or adds one", async () => {
    const { judge: whole } = judgeThat(() => undefined);
    const short: Judge = judgeThat(() => undefined, {
      judge: async (request, stop) => {
        const reply = await whole(request, stop);
        return { ...reply, answers: reply.answers.slice(1) };
      },
    });
    expect(await kindOf(gradeAnswer(gradeInput(), short, { signal }))).toBe("invalid_reply");
  });

  it("starts all calls at once, or warms the prefix cache with the first where that pays", async () => {
    const countAtFirstReply = async (warmFirst: boolean): Promise<number> => {
      const { judge: answer } = judgeThat(() => undefined);
      let started = 0;
      let atFirstReply = 0;
      const judge = judgeThat(() => undefined, {
        warmFirst,
        judge: async (request, stop) => {
          started += 1;
          // A turn of the event loop, in which whatever wants to start can.
          await new Promise((resolve) => setImmediate(resolve));
          atFirstReply ||= started;
          return answer(request, stop);
        },
      });
      await gradeAnswer(gradeInput(), judge, { signal });
      expect(started).toBe(5);
      return atFirstReply;
    };
    expect(await countAtFirstReply(false)).toBe(5);
    expect(await countAtFirstReply(true)).toBe(1);
  });
});
