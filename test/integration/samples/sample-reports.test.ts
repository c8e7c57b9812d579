import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_NAMES } from "#domain/problems/samples";
import type { SampleName } from "#domain/problems/samples";
import { calibrationAnswers } from "#server/db/tables/authoring";
import { problems } from "#server/db/tables/content";
import { getSample, listSamples } from "#server/problems/get-sample";
import { getRubric } from "#server/rubrics/get-rubric";
import { loader as homePage } from "~/routes/home";
import { loader as cataloguePage } from "~/routes/practice/problems";
import { loader as samplePage } from "~/routes/report/sample";
import { createShippedDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";

let database: TestDatabase;
let pages: PageWorld;

beforeAll(async () => {
  database = await createShippedDatabase();
  pages = createPageWorld(database);
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});

async function open(name: string) {
  const request = new Request(`http://localhost/sample/${name}`);
  return samplePage({ request, params: { name }, context: await pages.contextFor(null) });
}

async function requireSample(name: SampleName) {
  const sample = await getSample(database.db, name);
  if (sample === null) throw new Error(`no sample ${name}`);
  return sample;
}

describe("a sample report", () => {
  it("is open to a visitor, strong and weak, with every criterion of the problem once", async () => {
    const [strong, weak] = [await open("strong"), await open("weak")];
    const rubric = await getRubric(database.db, strong.problem.slug);
    for (const page of [strong, weak]) {
      const shown = page.sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
      const ids = shown.map(({ id }) => id).sort();
      expect(ids).toEqual(rubric?.criteria.map(({ id }) => id).sort());
      expect(new Set(shown.map(({ decidedBy }) => decidedBy))).toEqual(new Set(["person"]));
      for (const { verdict, advice, confidence, reasoning } of shown) {
        expect({ confidence, reasoning }).toEqual({ confidence: null, reasoning: "" });
        if (verdict !== "met") expect(advice).not.toBe("");
      }
    }
    expect(strong.problem).toEqual(weak.problem);
    expect(strong.outcome.total).toBeGreaterThan(weak.outcome.total + 40);
  });

  it("gives each criterion the verdict of the answer's label", async () => {
    const { marks, problem } = await requireSample("strong");
    const [row] = await database.db
      .select({ text: calibrationAnswers.answerText })
      .from(calibrationAnswers)
      .innerJoin(problems, eq(problems.id, calibrationAnswers.problemId))
      .where(and(eq(problems.slug, problem.slug), eq(calibrationAnswers.name, "strong")));
    for (const { criterion, verdict } of marks) {
      // As the file writes it: "  id: met", or a list that begins with it.
      expect(row?.text).toMatch(new RegExp(`^  ${criterion.id}: \\[?${verdict}`, "m"));
    }
  });

  it("quotes the answer's own sentences, each for one criterion, and none for what is missed", async () => {
    for (const name of SAMPLE_NAMES) {
      const { marks, answers } = await requireSample(name);
      const places = new Set<string>();
      for (const { verdict, sentence, criterion } of marks) {
        if (sentence === null) continue;
        expect(verdict).not.toBe("not_met");
        expect(sentence.section).toBe(criterion.section);
        const { start, end, text } = sentence;
        expect(answers[sentence.section].slice(start, end)).toBe(text);
        const place = `${sentence.section} ${start}`;
        expect(places).not.toContain(place);
        places.add(place);
      }
      if (name === "strong") expect(places.size).toBeGreaterThan(marks.length / 2);
    }
  });

  it("sends no example, no control criterion, no judge and nothing of the curveball", async () => {
    const sent = JSON.stringify([await open("strong"), await open("weak")]);
    const { problem } = await requireSample("strong");
    const rubric = await getRubric(database.db, problem.slug);
    if (rubric === null) throw new Error("no rubric");
    const secrets = [
      ...rubric.criteria.flatMap(({ pass, fail, partial, probes }) => [
        pass,
        fail,
        ...(partial === undefined ? [] : [partial]),
        ...(probes ?? []),
      ]),
      ...rubric.canaries.map(({ text }) => text),
      ...(rubric.curveball ?? []).map(({ text }) => text),
      ...rubric.misconceptions.map(({ text }) => text),
    ];
    const isSent = (text: string) => sent.includes(JSON.stringify(text).slice(1, -1));
    expect(secrets.filter(isSent)).toEqual([]);
    expect(sent).not.toMatch(/"judge":|requestedModel|rubricHash/);
  });

  it("is not of the problem that is suggested first, and is linked where one begins", async () => {
    const request = new Request("http://localhost/problems");
    const context = await pages.contextFor(null);
    const catalogue = await cataloguePage({ request, params: {}, context });
    const { problem } = await requireSample("strong");
    expect(catalogue.suggested?.slug).not.toBe(problem.slug);
    expect(catalogue.samples).toEqual(SAMPLE_NAMES);
    expect((await homePage({ request, params: {}, context })).samples).toEqual(SAMPLE_NAMES);
  });

  it("is nothing under another name", async () => {
    for (const name of ["middling", "", "__proto__", "strong-different", "STRONG"]) {
      expect(await open(name).catch((error: unknown) => error)).toMatchObject({ status: 404 });
    }
  });

  it("is gone with its answer or its problem, and so are the links to it", async () => {
    const { db } = database;
    const { problem } = await requireSample("strong");
    const [row] = await db
      .select({ id: problems.id })
      .from(problems)
      .where(eq(problems.slug, problem.slug));
    await db
      .update(calibrationAnswers)
      .set({ removedAt: new Date() })
      .where(
        and(eq(calibrationAnswers.problemId, row?.id ?? ""), eq(calibrationAnswers.name, "weak")),
      );
    expect(await listSamples(db)).toEqual(["strong"]);
    expect(await getSample(db, "weak")).toBeNull();
    await db.update(problems).set({ archivedAt: new Date() });
    expect(await listSamples(db)).toEqual([]);
    expect(await getSample(db, "strong")).toBeNull();
  });
});
