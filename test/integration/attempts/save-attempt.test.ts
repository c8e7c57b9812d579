import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getWorkspace } from "#server/attempts/get-workspace";
import { saveAttempt } from "#server/attempts/save-attempt";
import { saveSchema } from "#domain/attempts/save.schema";
import { answers, attempts, revisions } from "#server/db/tables/attempts";
import { createRecordingQueue, openAttempt, submit } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box } from "../../support/elements";
import { createPerson } from "../../support/people";

const TAB_A = "tab-aaaaaaaa";
const TAB_B = "tab-bbbbbbbb";

let database: TestDatabase;
let userId: string;
let attemptId: string;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  userId = (await createPerson(database.db)).id;
  attemptId = await openAttempt(database.db, userId);
});

function save(input: Record<string, unknown>) {
  return saveAttempt(database.db, { attemptId, userId, save: saveSchema.parse(input) });
}

function readWork() {
  return getWorkspace(database.db, { attemptId, userId });
}

describe("texts", () => {
  it("keeps a whole text and then a splice of it", async () => {
    const first = await save({
      clientId: TAB_A,
      seq: 1,
      texts: { scenario: { kind: "whole", baseRevision: 0, text: "Two million chats." } },
    });
    expect(first).toMatchObject({ outcome: "saved", revisions: { scenario: 1 }, conflicts: [] });
    await save({
      clientId: TAB_A,
      seq: 2,
      texts: {
        scenario: {
          kind: "splice",
          baseRevision: 1,
          start: 0,
          deleteCount: 3,
          insert: "Three",
          length: 20,
        },
      },
    });
    expect((await readWork()).texts.scenario).toEqual({
      text: "Three million chats.",
      revision: 2,
    });
  });

  it("asks for the whole text when a splice was made for another base", async () => {
    const reply = await save({
      clientId: TAB_A,
      seq: 1,
      texts: {
        scenario: {
          kind: "splice",
          baseRevision: 7,
          start: 0,
          deleteCount: 0,
          insert: "x",
          length: 1,
        },
      },
    });
    expect(reply.resend).toEqual(["scenario"]);
    expect((await readWork()).texts.scenario.text).toBe("");
  });

  it("answers a save that is sent again with the same reply, and changes nothing", async () => {
    const input = {
      clientId: TAB_A,
      seq: 1,
      texts: { evaluation: { kind: "whole", baseRevision: 0, text: "recall@10" } },
    };
    const first = await save(input);
    const again = await save(input);
    expect({ ...again, serverNow: "" }).toEqual({ ...first, serverNow: "" });
    expect((await readWork()).texts.evaluation.revision).toBe(1);
  });

  it("keeps quotes, backslashes, braces and words of SQL as they are", async () => {
    const text = 'He said "{1,2}" \\"; \\ NULL, {a}\n\'x\'\\n';
    await save({
      clientId: TAB_A,
      seq: 1,
      texts: { scenario: { kind: "whole", baseRevision: 0, text } },
      elements: [box('a "b" \\ {c},d')],
    });
    await save({ clientId: TAB_A, seq: 2, elements: [box('a "b" \\ {c},d', { version: 2 })] });
    const work = await readWork();
    expect(work.texts.scenario.text).toBe(text);
    expect(work.scene.elements).toMatchObject([{ id: 'a "b" \\ {c},d', version: 2 }]);
  });

  it("keeps a text with half an emoji or a NUL in it, and the splice that follows", async () => {
    const text = "Cut \uD83D here\u0000, then 😀.";
    await save({
      clientId: TAB_A,
      seq: 1,
      texts: { scenario: { kind: "whole", baseRevision: 0, text } },
    });
    // Its start lies inside the emoji.
    const start = text.length - 2;
    const splice = { kind: "splice", baseRevision: 1, start, deleteCount: 2, insert: "!\uDE00" };
    await save({
      clientId: TAB_A,
      seq: 2,
      texts: { scenario: { ...splice, length: text.length } },
    });
    expect((await readWork()).texts.scenario).toEqual({
      text: "Cut \uFFFD here\uFFFD, then \uFFFD!\uFFFD",
      revision: 2,
    });
  });

  it("keeps both texts when two tabs wrote the same section", async () => {
    const whole = (text: string) => ({ scenario: { kind: "whole", baseRevision: 0, text } });
    await save({ clientId: TAB_A, seq: 1, texts: whole("from the first tab") });
    const reply = await save({ clientId: TAB_B, seq: 1, texts: whole("from the second tab") });
    expect(reply.conflicts).toEqual([
      { section: "scenario", text: "from the first tab", revision: 1 },
    ]);
    expect((await readWork()).texts.scenario.text).toBe("from the first tab");
    const kept = await database.db
      .select()
      .from(revisions)
      .where(eq(revisions.attemptId, attemptId));
    expect(kept.map(({ kind }) => kind)).toEqual(["save", "conflict"]);
    expect(JSON.stringify(kept[1]?.payload)).toContain("from the second tab");
  });

  it("takes an older base from the tab that wrote the newer one: its reply was lost", async () => {
    const whole = (text: string) => ({ scenario: { kind: "whole", baseRevision: 0, text } });
    await save({ clientId: TAB_A, seq: 1, texts: whole("half a thought") });
    const reply = await save({ clientId: TAB_A, seq: 2, texts: whole("half a thought, finished") });
    expect(reply).toMatchObject({ conflicts: [], revisions: { scenario: 2 } });
  });
});

describe("the drawing", () => {
  it("ends the same whatever order two tabs' elements arrive in", async () => {
    const older = box("b1", { version: 3, versionNonce: 5, x: 0 });
    const newer = box("b1", { version: 4, versionNonce: 9, x: 400 });
    await save({ clientId: TAB_A, seq: 1, elements: [newer] });
    await save({ clientId: TAB_B, seq: 1, elements: [older] });
    expect((await readWork()).scene.elements).toMatchObject([{ id: "b1", version: 4, x: 400 }]);
  });

  it("on equal versions lets the lower nonce win, as the editor does", async () => {
    await save({ clientId: TAB_A, seq: 1, elements: [box("b1", { version: 3, versionNonce: 5 })] });
    await save({ clientId: TAB_B, seq: 1, elements: [box("b1", { version: 3, versionNonce: 4 })] });
    expect((await readWork()).scene.elements).toMatchObject([{ versionNonce: 4 }]);
  });

  it("drops bad elements one by one, names them, and keeps the rest", async () => {
    const reply = await save({
      clientId: TAB_A,
      seq: 1,
      texts: { scenario: { kind: "whole", baseRevision: 0, text: "kept" } },
      elements: [
        box("good"),
        { ...box("frame-of-evil"), type: "iframe", customData: { html: "<script>" } },
        { id: "broken", type: "rectangle", x: "left" },
      ],
    });
    expect(reply.dropped.map(({ id }) => id)).toEqual(["frame-of-evil", "broken"]);
    const work = await readWork();
    expect(work.scene.elements.map(({ id }) => id)).toEqual(["good"]);
    expect(work.texts.scenario.text).toBe("kept");
  });

  it("keeps what names half an emoji, and says so of what it drops", async () => {
    const reply = await save({
      clientId: TAB_A,
      seq: 1,
      elements: [
        { ...box("box\uD83D"), link: "https://example.org/\uD83D", index: "a0\u0000" },
        { id: "\uD83D", type: "\uDE00" },
        // The cut at 10,000 characters goes through the emoji.
        { ...box("label"), type: "text", text: `${"x".repeat(9_999)}😀` },
      ],
    });
    expect(reply.dropped).toEqual([
      { id: "\uFFFD", type: "\uFFFD", reason: "type not allowed" },
      { id: "label", type: "text", reason: "text cut to 10000 characters" },
    ]);
    expect((await readWork()).scene.elements).toMatchObject([
      { id: "box\uFFFD", link: "https://example.org/\uFFFD", index: "a0\uFFFD" },
      { id: "label", text: `${"x".repeat(9_999)}\uFFFD` },
    ]);
  });

  it("keeps 2,000 of 5,000 elements and says what did not fit", async () => {
    const elements = Array.from({ length: 5_000 }, (_, i) => box(`b${i}`, { x: i }));
    const reply = await save({ clientId: TAB_A, seq: 1, elements });
    expect((await readWork()).scene.elements).toHaveLength(2_000);
    expect(reply.dropped.length).toBeGreaterThan(0);
  });
});

describe("saves at the same moment", () => {
  it("keeps all of them, whatever statement they meet each other at", async () => {
    const tabs = Array.from({ length: 8 }, (_, tab) => `tab-${tab}-aaaaaa`);
    const replies = await Promise.all(
      tabs.flatMap((clientId, tab) =>
        [1, 2, 3].map((seq) =>
          save({ clientId, seq, elements: [box(`b${tab}-${seq}`)] }).then(({ outcome }) => outcome),
        ),
      ),
    );
    expect(replies).toEqual(Array(24).fill("saved"));
    expect((await readWork()).scene.elements).toHaveLength(24);
    const [row] = await database.db.select().from(attempts).where(eq(attempts.id, attemptId));
    expect(row?.revision).toBe(24);
  });

  it("counts a save that is sent twice at once only once", async () => {
    const input = {
      clientId: TAB_A,
      seq: 1,
      texts: { scenario: { kind: "whole", baseRevision: 0, text: "sent by two" } },
    };
    const replies = await Promise.all([save(input), save(input), save(input)]);
    expect(replies.map(({ revisions: written }) => written)).toEqual(
      Array(3).fill({ scenario: 1 }),
    );
    expect((await readWork()).texts.scenario.revision).toBe(1);
  });

  it("takes a save either before the submit, and graded, or after it, and late", async () => {
    const text = "written while Submit was pressed";
    const input = {
      clientId: TAB_A,
      seq: 1,
      texts: { scenario: { kind: "whole", baseRevision: 0, text } },
    };
    const [reply] = await Promise.all([
      save(input),
      submit(database.db, createRecordingQueue(), { attemptId, userId }),
    ]);
    const stored = (await readWork()).texts.scenario.text;
    expect(stored).toBe(reply.outcome === "saved" ? text : "");
  });
});

describe("whose and when", () => {
  it("does not know somebody else's attempt", async () => {
    const other = await createPerson(database.db);
    const tried = saveAttempt(database.db, {
      attemptId,
      userId: other.id,
      save: saveSchema.parse({ clientId: TAB_A, seq: 1 }),
    });
    await expect(tried).rejects.toMatchObject({ code: "not_found" });
    await expect(getWorkspace(database.db, { attemptId, userId: other.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("keeps work that comes after the submit as late, apart from what is graded", async () => {
    await submit(database.db, createRecordingQueue(), { attemptId, userId });
    const reply = await save({
      clientId: TAB_A,
      seq: 1,
      texts: { scenario: { kind: "whole", baseRevision: 0, text: "one more thing" } },
    });
    expect(reply.outcome).toBe("late");
    expect((await readWork()).texts.scenario.text).toBe("");
    const [kept] = await database.db
      .select()
      .from(revisions)
      .where(eq(revisions.attemptId, attemptId));
    expect(kept).toMatchObject({ kind: "late" });
    expect(JSON.stringify(kept?.payload)).toContain("one more thing");
  });

  it("holds what was submitted against any later write, in the database itself", async () => {
    await submit(database.db, createRecordingQueue(), { attemptId, userId });
    const write = database.db
      .insert(answers)
      .values({ attemptId, section: "scenario", text: "x", revision: 1, clientId: TAB_A });
    await expect(write).rejects.toMatchObject({ cause: { message: /is submitted/ } });
  });
});
