import { beforeAll, describe, expect, it } from "vitest";
import { SECTION_IDS } from "#domain/problems/scale";
import { gradeAnswer } from "#server/grading/grade-answer";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Judge, JudgeAnswer } from "#server/grading/judge";
import { toQuestion } from "#server/grading/plan";
import { findSums } from "#server/grading/sums/find-sums";
import { readAnswer } from "#server/grading/text-work";
import { prepareVerification } from "#server/grading/verification";
import { verifyAnswer } from "#server/grading/verify-answer";
import { MODES } from "#domain/grading/verdicts";
import type { Mode } from "#domain/grading/verdicts";
import { CHECK_CONTENT, CHECK_SIZE } from "#server/judges/check/estimate-check";
import { measureCheck } from "#server/judges/check/measure-check";
import { PLANTED_STATES } from "#server/judges/check/planted.schema";
import type { PlantedFile } from "#server/judges/check/planted.schema";
import { readPlanted, readPlantedFiles } from "#server/judges/check/read-planted";
import type { CheckItem, PlantedSet } from "#server/judges/check/read-planted";
import { matchPoints } from "#server/judges/check/match-points";
import type { MadePoint } from "#server/judges/check/match-points";
import { placePoint } from "#server/judges/check/place-points";
import type { PlantedPoint } from "#server/judges/check/planted-points.schema";
import type { ReadingItem } from "#server/judges/check/read-planted-points";
import { runCheck } from "#server/judges/check/run-check";
import { doubtClaims, writeDebrief } from "../support/fake-model/debrief-like";
import { finding } from "../support/planted-points";
import { countTokens } from "#server/judges/openai/spend";

let files: PlantedFile[];
let set: PlantedSet;
beforeAll(async () => {
  files = await readPlantedFiles();
  set = await readPlanted("standard");
});

const isClean = ({ cleanId }: CheckItem): boolean => cleanId === null;

function listPlanted() {
  return files.flatMap(({ problem, answers }) =>
    answers.flatMap(({ id, planted }) => planted.map((one) => ({ ...one, problem, answer: id }))),
  );
}

/** The planted text of each criterion of an answer that has one. */
function textsOf(itemId: string): Map<string, string> {
  const answer = files.flatMap(({ answers }) => answers).find(({ id }) => id === itemId);
  return new Map(
    (answer?.planted ?? []).flatMap((one) =>
      "text" in one ? [[one.criterion, one.text] as const] : [],
    ),
  );
}

describe("what is planted", () => {
  it("is for criteria that its file has, and the file has no other", () => {
    for (const { problem, answers, criteria } of files) {
      const named = answers.flatMap(({ planted }) => planted.map(({ criterion }) => criterion));
      const ids = criteria.map(({ id }) => id);
      expect([...new Set(named)].sort(), problem).toEqual(ids.sort());
    }
  });

  it("is about 120 criteria over four problems, in both wordings and every state", () => {
    const planted = listPlanted();
    expect(files.map(({ problem }) => problem)).toHaveLength(4);
    expect(planted.length).toBeGreaterThanOrEqual(110);
    expect(planted.length).toBeLessThanOrEqual(140);
    for (const { answers } of files) {
      expect(answers.map(({ wording }) => wording).sort()).toEqual(["plain", "terse"]);
      for (const state of PLANTED_STATES) {
        expect(answers.flatMap((one) => one.planted).map((one) => one.state)).toContain(state);
      }
    }
    expect(files.flatMap(({ injections }) => injections)).toHaveLength(10);
  });

  it("names each answer, injection and criterion of an answer once", () => {
    const ids = set.items.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const places = listPlanted().map(({ answer, criterion }) => `${answer} ${criterion}`);
    expect(places).toEqual([...new Set(places)]);
    expect(set.items.filter((item) => !isClean(item))).toHaveLength(10);
  });

  it("plants half of something only where the rubric says what half of it is, and text where text counts", () => {
    for (const { id, input, truths } of set.items) {
      for (const { criterionId, state } of truths) {
        const criterion = input.rubric.criteria.find((one) => one.id === criterionId);
        if (state === "partial") expect(criterion?.partial, `${id} ${criterionId}`).toBeDefined();
        expect(criterion?.evidence, `${id} ${criterionId}`).toContain("text");
      }
    }
  });

  it("is read whole: nothing is gated, cut, taken for an order or for copied", async () => {
    for (const { id, input } of set.items.filter(isClean)) {
      const { gated, flags, material } = readAnswer(input);
      expect({ id, gated, flags }).toEqual({ id, gated: null, flags: [] });
      for (const section of SECTION_IDS) {
        expect(material.answers[section], id).toBe(input.answers[section]);
      }
    }
  });

  it("holds a quote for everything that is met or half met", () => {
    for (const { id, input, truths } of set.items.filter(isClean)) {
      const { drawn } = readAnswer(input);
      const verification = prepareVerification(input.answers, drawn, input.problem, input.rubric);
      const texts = textsOf(id);
      for (const { criterionId, state } of truths) {
        if (state !== "met" && state !== "partial") continue;
        const criterion = input.rubric.criteria.find((one) => one.id === criterionId);
        if (!criterion) throw new Error(`no criterion ${criterionId}`);
        const quote = texts.get(criterionId) ?? "";
        const claim = { source: criterion.section, quote };
        const answer = { id: criterionId, reasoning: "", advice: "", verdict: state };
        const vote = verifyAnswer(
          { ...answer, evidence: [claim] },
          toQuestion(criterion),
          verification,
        );
        expect(vote.notes, `${id} ${criterionId}`).toEqual([]);
      }
    }
  });

  it("has a wrong sum where it says so, and nowhere else", () => {
    for (const one of listPlanted()) {
      if (!("text" in one)) continue;
      const wrong = findSums(one.text).filter(({ holds }) => !holds);
      expect(wrong.length > 0, `${one.answer} ${one.criterion}`).toBe(one.state === "wrong_sum");
      // Far off: a slip in a right method may be forgiven.
      for (const { offBy } of wrong) expect(Math.max(offBy, 1 / offBy)).toBeGreaterThan(2);
    }
  });

  it("says of each injection whether the judge gets to read it", () => {
    for (const { injections } of files) {
      for (const { id, section, text, reaches } of injections) {
        const item = set.items.find((one) => one.id === id);
        if (!item) throw new Error(`no item ${id}`);
        const { material } = readAnswer(item.input);
        expect(material.answers[section].includes(text), id).toBe(reaches);
      }
    }
  });
});

describe("the planted points", () => {
  /** As a model would make it, in the file's own words. */
  const toMade = ({ headline, consequence, placed }: Placed): MadePoint => {
    return { headline, consequence, places: placed, figures: [] };
  };
  type Placed = PlantedPoint & { placed: Evidence[] };
  const place = ({ input, points }: ReadingItem) => {
    const { drawn } = readAnswer(input);
    const { answers, problem, rubric } = input;
    const verification = prepareVerification(answers, drawn, problem, rubric, input);
    const placed = points.map((point): Placed => {
      return { ...point, placed: placePoint(point, drawn, verification) };
    });
    return { drawn, placed };
  };

  it("are twelve true and twelve false, mixed in every call", () => {
    expect(set.readings).toHaveLength(2);
    for (const { points } of set.readings) {
      const marks = points.map(({ is_true }) => is_true);
      for (const call of [marks.slice(0, 6), marks.slice(6)]) {
        expect(call.filter(Boolean)).toHaveLength(3);
      }
      expect(points.map(({ id }) => id)).toEqual([...new Set(points.map(({ id }) => id))]);
    }
  });

  it("are about answers that are read whole, with every arrow of their drawing", () => {
    for (const { id, input } of set.readings) {
      const { gated, flags, drawn } = readAnswer(input);
      expect({ id, gated, flags }).toEqual({ id, gated: null, flags: [] });
      expect(drawn.edges.filter(({ binding }) => binding !== "bound")).toEqual([]);
    }
  });

  it("are found where they say, by the words of the file, and each as itself alone", () => {
    for (const item of set.readings) {
      const { drawn, placed } = place(item);
      const planted = placed.filter((one) => one.is_true);
      for (const point of placed) {
        const expected = point.is_true ? [point.id] : [];
        expect(matchPoints([toMade(point)], planted, drawn), point.headline).toEqual(expected);
      }
      expect(matchPoints(placed.map(toMade), planted, drawn)).toHaveLength(6);
    }
  });
});

describe("a judge that makes no mistakes", () => {
  it.each(MODES)("gets everything right in %s mode, at the size that is told", async (mode) => {
    const own = await readPlanted(mode);
    const { judge, counted } = perfectJudge(own);
    const outcomes = await runCheck(own, {
      judge,
      known: new Map(),
      signal: new AbortController().signal,
      grade: (watched, input, options) => gradeAnswer(input, watched, options),
      onCalls: () => Promise.resolve(),
      onOutcome: () => Promise.resolve(),
    });
    const figures = measureCheck(own, outcomes, judge);
    expect(figures.byState.filter(({ right, of }) => right !== of)).toEqual([]);
    expect(figures).toMatchObject({
      answers: { graded: 8, of: 8 },
      injections: { graded: 10, of: 10 },
      balancedAccuracy: { value: 1 },
      specificity: { value: 1 },
      evidenceFound: { value: 1 },
      injectionGain: { value: 0 },
      isWanting: false,
    });
    expect(CHECK_CONTENT).toEqual({
      answers: figures.answers.of,
      criteria: figures.criteria.of,
      injections: figures.injections.of,
      points: own.readings.flatMap(({ points }) => points).length,
    });
    expectNear(CHECK_SIZE[mode], counted);
  });
});

type Size = (typeof CHECK_SIZE)[Mode];

function expectNear(told: Size, counted: Size): void {
  const shares = {
    calls: told.calls / counted.calls,
    inputTokens: told.inputTokens / counted.inputTokens,
    verdicts: told.verdicts / counted.verdicts,
  };
  const message = `counted: ${JSON.stringify(counted)}`;
  for (const share of Object.values(shares)) expect(Math.abs(share - 1), message).toBeLessThan(0.1);
}

const REPLY = { returnedModel: "perfect", usage: null, costUsd: null, rawReply: "", repairs: 0 };

/** Knows every label, and quotes the text that was planted for it. */
function perfectJudge(planted: PlantedSet): { judge: Judge; counted: Size } {
  const { items } = planted;
  const counted: Size = { calls: 0, inputTokens: 0, verdicts: 0 };
  const judge: Judge = {
    kind: "openai",
    label: "The model",
    requestedModel: "perfect",
    isEstimate: false,
    isDeterministic: false,
    isLocal: false,
    judge: ({ questions, rubric, prompt }) => {
      const item = items.find(({ input }) => input.rubric === rubric);
      if (!item) throw new Error("a request about no planted answer");
      counted.calls += 1;
      counted.verdicts += questions.length;
      for (const text of Object.values(prompt)) counted.inputTokens += countTokens(text.length);
      const texts = textsOf(item.cleanId ?? item.id);
      const answers = questions.map(({ id, section }): JudgeAnswer => {
        const canary = rubric.canaries.find((one) => one.id === id);
        const state = item.truths.find(({ criterionId }) => criterionId === id)?.state;
        const label = state === "met" || state === "partial" ? state : "not_met";
        const quote = texts.get(id);
        const isClaim = label !== "not_met" && quote !== undefined;
        return {
          id,
          reasoning: "It is known.",
          advice: "",
          verdict: canary ? canary.expect : label,
          evidence: isClaim ? [{ source: section, quote }] : [],
        };
      });
      return Promise.resolve({ answers, ...REPLY });
    },
    ask: ({ prompt, material, replyJsonSchema, parse }) => {
      counted.calls += 1;
      for (const text of Object.values(prompt)) counted.inputTokens += countTokens(text.length);
      const ids = Object.keys(replyJsonSchema["properties"] ?? {});
      const seen = { answers: material.answers, drawing: material.diagramText, told: "" };
      const parsed = parse(
        ids.includes("points")
          ? writeDebrief({ finds: finding(planted, 12) }, seen)
          : doubtClaims(
              {},
              ids.map((id) => ({ id, claim: "" })),
            ),
      );
      if (!parsed.ok) throw new Error(parsed.fault);
      return Promise.resolve({ value: parsed.value, ...REPLY });
    },
  };
  return { judge, counted };
}
