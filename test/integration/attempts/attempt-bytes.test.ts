import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { getDrawing } from "#server/attempts/get-drawing";
import { getWorkspace } from "#server/attempts/get-workspace";
import { LATE_LIMITS } from "#server/attempts/late-limits";
import { pruneHistory } from "#server/attempts/prune-history";
import { saveAttempt } from "#server/attempts/save-attempt";
import { saveSchema } from "#domain/attempts/save.schema";
import { attempts } from "#server/db/tables/attempts";
import type { Scene } from "#domain/diagram/scene.schema";
import { MAX_SCENE_BYTES } from "#domain/diagram/scene.schema";
import { envSchema } from "#server/env";
import { getReport } from "#server/grades/get-report";
import { createRecordingQueue, openAttempt, submit } from "../../support/attempts";
import { ROOT_DIR } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box, namedBox } from "../../support/elements";
import { createPerson } from "../../support/people";
import { createWorkReaderHere } from "../../support/work-here";

const TAB = "tab-aaaaaaaa";

let database: TestDatabase;
let viewer: Viewer;
let attemptId: string;
let seq = 0;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  viewer = await createPerson(database.db);
  attemptId = await openAttempt(database.db, viewer.id);
});

function save(input: Record<string, unknown>, late = LATE_LIMITS) {
  seq += 1;
  const parsed = saveSchema.parse({ clientId: TAB, seq, ...input });
  return saveAttempt(database.db, { attemptId, userId: viewer.id, save: parsed, late });
}

const readLate = (look: { attemptId: string; viewer: Viewer }) =>
  createWorkReaderHere(database.db).lateWork(look, AbortSignal.timeout(60_000));

function readScene() {
  return getWorkspace(database.db, { attemptId, userId: viewer.id }).then(({ scene }) => scene);
}

/** A stroke of about this many bytes, at most 10,000 points. */
function stroke(id: string, bytes: number, changes: Record<string, unknown> = {}) {
  const points = Array.from({ length: Math.floor(bytes / 36) }, () => [
    123.2512345678901, 456.7512345678901,
  ]);
  return { ...box(id, changes), type: "freedraw", points, pressures: [], simulatePressure: true };
}

type Stored = { drawn: number; history: number; kept: number; rows: number; historySum: number };

async function readStored(): Promise<Stored> {
  const [stored] = await database.db.execute<Stored>(sql`
    select history_bytes::float8 as history, kept_bytes::float8 as kept,
      (select coalesce(sum(octet_length(element::text)), 0)::float8 from scene_elements
        where attempt_id = attempts.id and element ->> 'isDeleted' = 'false') as drawn,
      (select count(*)::int from revisions where attempt_id = attempts.id) as rows,
      (select coalesce(sum(bytes), 0)::float8 from revisions
        where attempt_id = attempts.id and kind = 'save') as "historySum"
    from attempts where id = ${attemptId}`);
  if (!stored) throw new Error("no such attempt");
  return stored;
}

describe("a number that no drawing has", () => {
  it.each([
    ["version", 1e12],
    ["version", 1.5],
    ["version", -1],
    ["versionNonce", 1e30],
    ["versionNonce", 0.5],
    ["seed", 1e300],
    ["updated", 1e30],
    ["opacity", -1e200],
    ["x", 1e12],
  ])("drops and names the element (%s: %d), and keeps what is beside it", async (field, value) => {
    const reply = await save({
      texts: { scenario: { kind: "whole", baseRevision: 0, text: "kept" } },
      elements: [box("bad", { [field]: value }), box("good")],
    });
    expect(reply.dropped).toMatchObject([{ id: "bad", type: "rectangle" }]);
    expect((await readScene()).elements.map(({ id }) => id)).toEqual(["good"]);
    expect(reply.revisions.scenario).toBe(1);
  });

  it("is stored whenever the filter lets it through, and read back as small as it came", async () => {
    const hostile = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.constantFrom(
        0,
        -0,
        5e-324,
        1e-300,
        -1e-29,
        1e15,
        2 ** 31,
        2 ** 31 - 1,
        2 ** 53,
        null,
        "1",
      ),
    );
    const fields = ["x", "width", "angle", "seed", "version", "versionNonce", "updated", "opacity"];
    const numbers = fc.record(Object.fromEntries(fields.map((field) => [field, hostile])), {
      requiredKeys: [],
    });
    const points = fc.array(fc.tuple(hostile, hostile), { maxLength: 5 });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(numbers, points), { maxLength: 8 }), async (drawn) => {
        count += 1;
        const elements = drawn.flatMap(([changes, line], at) => [
          box(`b${count}-${at}`, changes),
          { ...stroke(`s${count}-${at}`, 0), points: line, fontSize: line },
        ]);
        const reply = await save({ elements });
        const named = new Set(reply.dropped.map(({ id }) => id));
        const stored = await readScene();
        const held = new Set(stored.elements.map(({ id }) => id));
        for (const { id } of elements as { id: string }[])
          expect(held.has(id)).toBe(!named.has(id));
      }),
      { numRuns: 40 },
    );
    const { drawn } = await readStored();
    const { elements } = await readScene();
    // Blanks, and at most 30 leading zeros for each of a few numbers.
    expect(drawn).toBeLessThan(2 * JSON.stringify(elements).length);
  });
});

describe("the drawing's bytes", () => {
  it("are bounded over all saves; what did not fit is named, all else is kept", async () => {
    const replies = [];
    for (let at = 0; at < 20; at += 1)
      replies.push(await save({ elements: [stroke(`s${at}`, 130_000), box(`b${at}`)] }));
    const refused = replies.flatMap(({ dropped }) => dropped);
    expect(refused.length).toBeGreaterThan(3);
    expect(refused[0]?.reason).toContain("the drawing is full (2 MB)");
    const { elements } = await readScene();
    expect(elements).toHaveLength(40 - refused.length);
    expect(elements.filter(({ type }) => type === "rectangle")).toHaveLength(20);
    expect(JSON.stringify(elements).length).toBeLessThan(MAX_SCENE_BYTES);
  });

  it("stay bounded when twenty tabs save at once", async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, tab) =>
        save({ clientId: `tab-${tab}-aaaaaa`, elements: [stroke(`s${tab}`, 130_000)] }),
      ),
    );
    const refused = replies.flatMap(({ dropped }) => dropped).length;
    const { elements } = await readScene();
    expect(elements).toHaveLength(20 - refused);
    expect(JSON.stringify(elements).length).toBeLessThan(MAX_SCENE_BYTES);
    const { history, historySum, rows } = await readStored();
    expect(rows).toBe(20);
    expect(history).toBe(historySum);
  });

  it("always take a deletion and a smaller version, and give the room they leave at once", async () => {
    for (let at = 0; at < 20; at += 1) await save({ elements: [stroke(`s${at}`, 130_000)] });
    const full = await readScene();
    const first = full.elements[0]?.id ?? "";
    const swap = await save({
      elements: [stroke("new", 120_000), stroke(first, 130_000, { version: 2, isDeleted: true })],
    });
    expect(swap.dropped).toEqual([]);
    const second = full.elements[1]?.id ?? "";
    expect((await save({ elements: [stroke(second, 5_000, { version: 2 })] })).dropped).toEqual([]);
    const { elements } = await readScene();
    const grave = elements.find(({ id }) => id === first);
    expect(grave).toMatchObject({ isDeleted: true, version: 2 });
    // It keeps its stamp and none of its points.
    expect(JSON.stringify(grave).length).toBeLessThan(1_000);
  });

  it("leave alone what is older than what is stored, without a word", async () => {
    await save({ elements: [box("b1", { version: 5 })] });
    const reply = await save({ elements: [stroke("b1", 130_000, { version: 4 })] });
    expect(reply.dropped).toEqual([]);
    expect((await readScene()).elements).toMatchObject([{ type: "rectangle", version: 5 }]);
  });

  it("bound the pictures over all saves too, and count one that comes again once", async () => {
    const dataURL = `data:image/png;base64,iVBORw0KGgoAAAAN${"A".repeat(900_000)}`;
    const picture = (id: string) => ({ [id]: { id, mimeType: "image/png", dataURL, created: 1 } });
    for (let times = 0; times < 3; times += 1)
      expect((await save({ files: picture("p1") })).dropped).toEqual([]);
    expect((await save({ files: picture("p2") })).dropped).toEqual([]);
    expect((await save({ files: picture("p3") })).dropped).toMatchObject([{ id: "p3" }]);
    expect(Object.keys((await readScene()).files)).toEqual(["p1", "p2"]);
  });
});

describe("late work", () => {
  const text = (words: string) => ({
    texts: { scenario: { kind: "whole", baseRevision: 0, text: words } },
  });

  it("is taken for a day, and answered again for ever", async () => {
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    await endedHoursAgo(23);
    const name = { clientId: TAB, seq: 2_000_000 };
    expect((await save({ ...text("in the night"), ...name })).outcome).toBe("late");
    await endedHoursAgo(25);
    await expect(save(text("too late"))).rejects.toMatchObject({ code: "gone" });
    expect((await save({ ...text("in the night"), ...name })).outcome).toBe("late");
    const late = await readLate({ attemptId, viewer });
    expect(late?.texts.map((kept) => kept.text)).toEqual(["in the night"]);
  });

  it("is taken up to a size, also when it comes at once, and says what is kept", async () => {
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    const limits = { hours: 24, maxBytes: 100_000 };
    const tried = await Promise.allSettled(
      Array.from({ length: 8 }, (_, at) => save(text(`${at}`.repeat(20_000)), limits)),
    );
    const taken = tried.filter(({ status }) => status === "fulfilled");
    expect(taken).toHaveLength(4);
    const refused = tried.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({
      code: "gone",
      userMessage: expect.stringContaining("What was saved before is kept"),
    });
    expect((await readStored()).kept).toBeLessThanOrEqual(100_000);
  });

  it("is read up to a bound, what came last first", async () => {
    await save(text("in time"));
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    await database.db.execute(sql`
      insert into revisions (attempt_id, client_id, seq, kind, payload, reply, bytes)
      select ${attemptId}, 'page-' || n, 1, 'late', jsonb_build_object('elements', '[]'::jsonb,
        'texts', jsonb_build_object('scenario', jsonb_build_object('kind', 'whole',
          'baseRevision', 0, 'text', 'page ' || n))), '{}', 400000
      from generate_series(1, 60) as n`);
    const late = await readLate({ attemptId, viewer });
    expect(late?.isCut).toBe(true);
    expect(late?.texts).toHaveLength(30);
    expect(late?.texts.at(-1)?.text).toBe("page 60");
  });

  function endedHoursAgo(hours: number) {
    return database.db
      .update(attempts)
      .set({ submittedAt: sql`now() - ${hours}::int * interval '1 hour'` })
      .where(eq(attempts.id, attemptId));
  }
});

describe("the history of saves", () => {
  it("is cut to its newest part; the work, copies and a save sent again stay as they are", async () => {
    const conflict = { scenario: { kind: "whole", baseRevision: 0, text: "from the other tab" } };
    await save({ texts: { scenario: { ...conflict.scenario, text: "stands" } } });
    await save({ clientId: "tab-bbbbbbbb", texts: conflict });
    const name = { clientId: "tab-cccccccc", seq: 7 };
    const element = stroke("s1", 130_000);
    for (let version = 1; version <= 2; version += 1)
      await save({ ...(version === 1 && name), elements: [{ ...element, version }] });
    await database.db.execute(sql`with rows as (
        insert into revisions (attempt_id, client_id, seq, kind, payload, reply, bytes)
        select attempt_id, 'tab-dddddddd', n, kind, payload, reply, 100000
        from revisions, generate_series(1, 150) as n
        where attempt_id = ${attemptId} and client_id = ${name.clientId} returning bytes
      ) update attempts set history_bytes = history_bytes + (select sum(bytes) from rows)
      where id = ${attemptId}`);
    const before = await readScene();
    const full = await readStored();
    expect(full.history).toBeGreaterThan(10_000_000);
    await Promise.all([
      pruneHistory(database.db, { days: 30 }),
      ...Array.from({ length: 10 }, (_, at) => save({ elements: [box(`b${at}`)] })),
    ]);
    const cut = await readStored();
    expect(cut.history).toBe(cut.historySum);
    expect(cut.history).toBeLessThan(10_100_000);
    expect(cut.kept).toBe(full.kept);
    expect(cut.rows).toBeLessThan(full.rows);
    expect(cut.rows).toBeGreaterThan(50);
    const after = await readScene();
    expect(after.elements.filter(({ id }) => id === "s1")).toEqual(before.elements);
    const again = await save({ ...name, elements: [{ ...element, version: 1 }] });
    expect(again).toMatchObject({ outcome: "saved", dropped: [] });
    expect((await readScene()).elements).toHaveLength(after.elements.length);
    const copies = await database.db.execute(
      sql`select payload from revisions where attempt_id = ${attemptId} and kind = 'conflict'`,
    );
    expect(JSON.stringify(copies)).toContain("from the other tab");
  });

  it("is deleted when it is old, save by save, and no late work with it", async () => {
    await save({ elements: namedBox("Gateway") });
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    await save({ elements: namedBox("Cache", 1) });
    await database.db.execute(sql`update revisions set created_at = now() - interval '31 days'
      where attempt_id = ${attemptId}`);
    await pruneHistory(database.db, { days: 30 });
    expect(await readStored()).toMatchObject({ rows: 1, history: 0 });
    const late = await readLate({ attemptId, viewer });
    for (const name of ["Gateway", "Cache"]) expect(late?.drawing).toContain(name);
  });

  it("is kept without payload past its bound, and still answers a save sent again alike", async () => {
    await database.db
      .update(attempts)
      .set({ historyBytes: 19_999_000 })
      .where(eq(attempts.id, attemptId));
    const input = { seq: 3_000_000, elements: [stroke("s1", 130_000)] };
    const first = await save(input);
    const again = await save(input);
    expect({ ...again, serverNow: "" }).toEqual({ ...first, serverNow: "" });
    expect((await readScene()).elements).toHaveLength(1);
    const [row] = await database.db.execute(
      sql`select payload, bytes < 1000 as "isSmall" from revisions where attempt_id = ${attemptId}`,
    );
    expect(row).toEqual({ payload: {}, isSmall: true });
  });
});

describe("an attempt from before the bounds", () => {
  /** 12 MB in 60 strokes, as small saves could once store. */
  async function storeHuge(): Promise<void> {
    const element = JSON.stringify(stroke("", 205_000));
    await database.db.execute(sql`
      insert into scene_elements (attempt_id, element_id, version, version_nonce, element)
      select ${attemptId}, 's' || n, 1, 1, ${element}::jsonb || jsonb_build_object('id', 's' || n)
      from generate_series(1, 60) as n`);
    await save({ elements: [box("label", { version: 1, isDeleted: true })] });
  }

  it("opens, is handed in and is shown up to a bound, and says how much it leaves out", async () => {
    await storeHuge();
    const workspace = await getWorkspace(database.db, { attemptId, userId: viewer.id });
    expect(JSON.stringify(workspace.scene).length).toBeLessThan(3 * MAX_SCENE_BYTES);
    const opened = workspace.scene.elements.length;
    expect(workspace.leftOutCount).toBe(60 - opened);
    const gone = { version: 2, isDeleted: true };
    const reply = await save({ elements: [stroke("s1", 100, gone), box("more")] });
    expect(reply.dropped).toMatchObject([{ id: "more" }]);
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    const report = await getReport(database.db, { attemptId, viewer });
    const drawing = await getDrawing(database.db, { attemptId, viewer });
    expect((JSON.parse(drawing) as Scene).elements).toHaveLength(opened);
    expect(report.leftOutCount).toBe(59 - opened);
  });

  it("leaves small elements in: the largest go first", async () => {
    await save({ elements: [box("small")] });
    await storeHuge();
    expect((await readScene()).elements.map(({ id }) => id)).toContain("small");
  });

  it("has its sums filled by the migration", async () => {
    await save({ elements: [box("b1")] });
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    await save({ elements: [box("b2")] });
    const before = await readStored();
    await database.db.execute(sql`update attempts set history_bytes = 0, kept_bytes = 0`);
    const migration = await readFile(join(ROOT_DIR, "migrations/0008_attempt_bytes.sql"), "utf8");
    for (const statement of migration.split("--> statement-breakpoint"))
      if (/^\s*(--.*\s+)?UPDATE/.test(statement)) await database.db.execute(sql.raw(statement));
    const after = await readStored();
    // The blanks that PostgreSQL writes between the parts of JSON count there.
    expect(after.history / before.history).toBeCloseTo(1, 0);
    expect(after.kept / before.kept).toBeCloseTo(1, 0);
    expect(after.history).toBe(after.historySum);
  });
});

it("has one set of defaults, in the environment and without one", () => {
  const env = envSchema.parse({});
  expect({ hours: env.LATE_WORK_HOURS, maxBytes: env.LATE_WORK_MAX_BYTES }).toEqual(LATE_LIMITS);
});
