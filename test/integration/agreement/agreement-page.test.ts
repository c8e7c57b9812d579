import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { overrides, reviews } from "#server/db/tables/reviews";
import type { Figure } from "#server/reviews/agreement/figures";
import { loader } from "~/routes/review/agreement";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { addGrade, addRating, createContent, createGraded } from "./agreement-world";
import type { Content } from "./agreement-world";

let database: TestDatabase;
let world: PageWorld;
let parcels: Content;
let reviewer: Viewer;

const MAY = new Date("2026-05-31T23:59:59Z");
const JUNE = new Date("2026-06-01T00:00:00Z");

/**
 * Six answers, five criteria of 20 points each (a half is 10), the person's marks and the judge's.
 *
 *   person  judge   totals
 *   mmmmm   mmmmm   100 100
 *   mmmmn   mmmnn    80  60
 *   mmnnn   mmnnn    40  40
 *   pnnnn   nnnnn    10   0
 *   mpnnn   mmnnn    30  40
 *   mmmnn   mpmnn    60  50   (graded in June, the others in May)
 */
const RATED = [
  ["mmmmm", "mmmmm", MAY],
  ["mmmmn", "mmmnn", MAY],
  ["mmnnn", "mmnnn", MAY],
  ["pnnnn", "nnnnn", MAY],
  ["mpnnn", "mmnnn", MAY],
  ["mmmnn", "mpmnn", JUNE],
] as const;

/** Five answers of another problem that two people rated: who began first, then the other. */
const TWICE = [
  ["mmmmm", "mmmmm"],
  ["mmmnn", "mmnnn"],
  ["nnnnn", "nnnnn"],
  ["mnnnn", "mmnnn"],
  ["mmmmn", "mmmmn"],
] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  world = createPageWorld(database);
  const { db } = database;
  parcels = await createContent(db);
  reviewer = await createPerson(db, "reviewer");
  for (const [person, judge, finishedAt] of RATED) {
    const { attemptId } = await createGraded(db, parcels, judge, { finishedAt });
    await addRating(db, { attemptId, raterId: reviewer.id }, person);
  }
  const letters = await createContent(db, "lost-letters");
  const other = await createPerson(db, "reviewer");
  for (const [first, second] of TWICE) {
    const { attemptId } = await createGraded(db, letters, "mmmmm", { model: "model-b" });
    const later = { attemptId, raterId: reviewer.id, startedAt: new Date("2026-05-04") };
    await addRating(db, later, second);
    const earlier = { attemptId, raterId: other.id, startedAt: new Date("2026-05-03") };
    await addRating(db, earlier, first);
  }
  await addSigned(parcels);
  const estimate = { model: "estimator", isEstimate: true };
  const { attemptId } = await createGraded(db, parcels, "mmmmm", estimate);
  await addRating(db, { attemptId, raterId: reviewer.id }, "nnnnn");
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

/** One signature that counts, and three things that look like one. */
async function addSigned(content: Content): Promise<void> {
  const { db } = database;
  const by = { signedBy: reviewer.id, signedAt: new Date() };
  const override = { verdict: "met", reason: "It is there.", reviewerId: reviewer.id } as const;
  // The judge couldn't tell the third, the person could: mmmnn by the person, 60 points.
  const signed = await createGraded(db, content, "mm?nn", { finishedAt: JUNE });
  await db.insert(overrides).values({ ...signed, ...override, criterionId: "gamma" });
  await db
    .insert(reviews)
    .values({ ...by, attemptId: signed.attemptId, signedGradeId: signed.gradeId });
  // Overridden, not signed.
  const overridden = await createGraded(db, content, "nmmmm");
  await db.insert(overrides).values({ ...overridden, ...override, criterionId: "alpha" });
  // Signed, then graded anew.
  const outdated = await createGraded(db, content, "mmmmm");
  await db
    .insert(reviews)
    .values({ ...by, attemptId: outdated.attemptId, signedGradeId: outdated.gradeId });
  await addGrade(db, { ...content, attemptId: outdated.attemptId, version: 2 }, "nnnnn");
  // Nobody has looked.
  await createGraded(db, content, "nnnnn");
}

async function open(query: string, person: Viewer | null = reviewer) {
  const token = person && (await createSession(database.db, person.id)).token;
  const request = new Request(`http://localhost/review/agreement${query}`);
  return loader({ request, params: {}, context: await world.contextFor(token) });
}

async function boardOf(query: string) {
  return (await open(query)).board;
}

function expectAround(figure: Figure, value: number): void {
  expect(figure.value).toBeCloseTo(value, 12);
  expect(figure.interval?.low).toBeLessThanOrEqual(value);
  expect(figure.interval?.high).toBeGreaterThanOrEqual(value);
}

describe("the board", () => {
  it("has the kappa of verdicts that the hand finds", async () => {
    // Person in rows (n, p, m), judge in columns:
    //   13  0  0      rows 13, 2, 15; columns 15, 1, 14; 26 of 30 agree
    //    1  0  1      by chance (13·15 + 2·1 + 15·14) ÷ 30² = 407 ÷ 900
    //    1  1 13      κ = (26/30 − 407/900) ÷ (1 − 407/900) = 373 ÷ 493
    const board = await boardOf("?problem=lost-parcels");
    expect(board).toMatchObject({ attempts: 6, ratings: 6, signOffs: 0, leftOpen: 0 });
    expectAround(board.judge.kappa, 373 / 493);
    expect(board.judge.kappa).toMatchObject({ attempts: 6, pairs: 30, isTooFew: false });
  });

  it("has the figures of totals that the hand finds", async () => {
    const { judge, totals } = await boardOf("?problem=lost-parcels");
    // Judge less person: 0, −20, 0, −10, 10, −10.
    expectAround(judge.error, 50 / 6);
    expectAround(judge.bias, -30 / 6);
    // Deciles 9 8 4 1 3 6 and 9 6 4 0 4 5. Observed Σd² = 0+4+0+1+1+1 = 7.
    // By chance (6·Σp² + 6·Σj² − 2·Σp·Σj) ÷ 6 = (6·207 + 6·174 − 2·31·28) ÷ 6 = 550 ÷ 6.
    expectAround(judge.totalsKappa, 1 - 7 / (550 / 6));
    expect(totals.map(({ person, judge: given }) => [person, given]).sort()).toEqual(
      [
        [100, 100],
        [80, 60],
        [40, 40],
        [10, 0],
        [30, 40],
        [60, 50],
      ].sort(),
    );
  });

  it("has the kappa of each criterion, the lowest first, and where they differ", async () => {
    const { criteria, criteriaCount } = await boardOf("?problem=lost-parcels");
    expect(criteriaCount).toBe(5);
    // beta: 3 mm, 1 nn, 1 pm, 1 mp: (4/6 − 18/36) ÷ (1 − 18/36). alpha: 5 mm, 1 pn: 5 ÷ 11.
    // delta: 1 mm, 4 nn, 1 mn: (30 − 22) ÷ (36 − 22).
    const expected = [
      ["beta", 1 / 3],
      ["alpha", 5 / 11],
      ["delta", 4 / 7],
      ["epsilon", 1],
      ["gamma", 1],
    ] as const;
    expect(criteria.map(({ criterionId }) => criterionId)).toEqual(expected.map(([id]) => id));
    for (const [i, [, kappa]] of expected.entries()) {
      expect(criteria[i]?.kappa.value).toBeCloseTo(kappa, 12);
    }
    expect(criteria[0]?.same).toBeCloseTo(4 / 6, 12);
    const differing = criteria[0]?.disagreements.map(({ person, judge }) => [person, judge]);
    expect(differing?.sort()).toEqual([
      ["met", "partial"],
      ["partial", "met"],
    ]);
  });

  it("sorts answers into the bars that the person's total reaches", async () => {
    const { bands } = await boardOf("?problem=lost-parcels");
    const sizes = bands.map(({ band, kappa, bias }) => [band, kappa.attempts, bias.attempts]);
    expect(sizes).toEqual([
      ["below", 2, 2],
      ["mid", 1, 1],
      ["senior", 1, 1],
      ["staff", 2, 2],
    ]);
    for (const { kappa } of bands) expect(kappa).toMatchObject({ value: null, isTooFew: true });
  });

  it("follows the judge by the month of the grade", async () => {
    const { drift } = await boardOf("?problem=lost-parcels");
    const [line, ...others] = drift.byRubric;
    expect(others).toEqual([]);
    expect(line?.points.map(({ month }) => month)).toEqual(["2026-05", "2026-06"]);
    // Without June: 11 mm, 11 nn, 1 mn, 1 pn, 1 pm of 25; (22·25 − 287) ÷ (625 − 287).
    expect(line?.points[0]?.kappa.value).toBeCloseTo(263 / 338, 12);
    expect(line?.points[1]?.kappa).toMatchObject({ value: null, isTooFew: true, attempts: 1 });
  });

  it("has the agreement of two people, who began first in rows", async () => {
    const { people, judge } = await boardOf("?problem=lost-letters");
    // 12 mm, 11 nn, 1 mn, 1 nm of 25: (23·25 − (13·13 + 12·12)) ÷ (625 − 313).
    expectAround(people.kappa, 262 / 312);
    expectAround(people.error, 40 / 5);
    expect(people.kappa).toMatchObject({ attempts: 5, pairs: 25 });
    // Each attempt is one to draw again, however many people have rated it.
    expect(judge.kappa).toMatchObject({ attempts: 5, pairs: 50 });
    expect((await boardOf("?problem=lost-parcels")).people.kappa.isTooFew).toBe(true);
  });

  it("counts signatures only when asked for, and only of the newest grade", async () => {
    // The person of the signed one: mmmnn, the judge mm?nn. Two more mm and two more nn:
    // 30 of 34 agree, by chance (15·17 + 2·1 + 17·16) ÷ 34².
    const board = await boardOf("?problem=lost-parcels&source=all");
    expect(board).toMatchObject({ attempts: 7, ratings: 6, signOffs: 1, leftOpen: 1 });
    expectAround(board.judge.kappa, 491 / 627);
    expect(board.totals).toContainEqual(expect.objectContaining({ person: 60, judge: 40 }));
  });

  it("is narrowed by its URL", async () => {
    const counts = await Promise.all(
      [
        "",
        "?model=model-b",
        "?model=model-c",
        "?level=staff",
        "?lens=product&rubric=2",
        "?level=x",
      ].map(async (query) => (await boardOf(query)).attempts),
    );
    // A version of a rubric means nothing without its problem; what can't be read is left out.
    expect(counts).toEqual([11, 5, 0, 0, 11, 11]);
    expect((await boardOf("?problem=lost-parcels&rubric=2")).attempts).toBe(0);
    const { choices } = await open("?problem=lost-parcels");
    expect(choices).toMatchObject({ models: ["model-a", "model-b"], rubrics: [1] });
  });

  it("never holds estimates and grades together", async () => {
    const estimates = await open("?judged=estimates");
    expect(estimates.board).toMatchObject({ attempts: 1, ratings: 1 });
    expect(estimates.board.totals).toEqual([expect.objectContaining({ judge: 100, person: 0 })]);
    expect(estimates.choices.models).toEqual(["estimator"]);
    expect((await boardOf("?model=estimator")).attempts).toBe(0);
    expect((await boardOf("?judged=both")).attempts).toBe(11);
  });

  it("shows the same each time", async () => {
    expect(await boardOf("?source=all")).toEqual(await boardOf("?source=all"));
  });
});

describe("rights", () => {
  it.each([
    ["nobody", null, 302],
    ["a candidate", "candidate", 403],
    ["a reviewer", "reviewer", 200],
    ["an admin", "admin", 200],
  ] as const)("%s", async (_, role, status) => {
    const person = role && (await createPerson(database.db, role));
    const answer: unknown = await open("", person).catch((error: unknown) => error);
    expect(answer instanceof Response ? answer.status : 200).toBe(status);
  });
});
