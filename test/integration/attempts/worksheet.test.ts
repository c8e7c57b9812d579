import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getWorkspace } from "#server/attempts/get-workspace";
import { saveAttempt } from "#server/attempts/save-attempt";
import { saveSchema } from "#domain/attempts/save.schema";
import { getAnswers } from "#server/attempts/get-answers";
import { createWorksheet, toWorksheetText } from "#domain/worksheet/worksheet.schema";
import { worksheets } from "#server/db/tables/aids";
import { createRecordingQueue, openAttempt, saveWork, submit } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";

const MINE = "Most of the delay is the first token.";
const SHEET = toWorksheetText({
  ...createWorksheet(),
  users: "2.4 M",
  requestsPerUser: "3",
  stages: [{ id: "s1", label: "retrieval", ms: "120" }],
});
const LINES = [
  "Worksheet:",
  "- Traffic: 2,400,000 users or sessions × 3 requests each is 7,200,000 requests a day, 83.3 requests per second on average.",
  "- Latency, retrieval: 120 ms.",
  "- Latency in all: 120 ms.",
].join("\n");

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

function save(clientId: string, seq: number, change: Record<string, unknown>) {
  const texts = { worksheet: change };
  return saveAttempt(database.db, {
    attemptId,
    userId,
    save: saveSchema.parse({ clientId, seq, texts }),
  });
}

/** The hash of an attempt with this text, handed in. */
async function handInWith(sheet: string | null): Promise<string> {
  const who = { attemptId: await openOwn(), userId: owner };
  await saveWork(database.db, who, { answers: { latency_cost: MINE } });
  if (sheet !== null) {
    const change = { kind: "whole", baseRevision: 0, text: sheet };
    const texts = { worksheet: change };
    await saveAttempt(database.db, {
      ...who,
      save: saveSchema.parse({ clientId: "tab-sheet-a", seq: 1, texts }),
    });
  }
  return (await submit(database.db, createRecordingQueue(), who)).contentHash;
}

let owner: string;
async function openOwn(): Promise<string> {
  owner = (await createPerson(database.db)).id;
  return openAttempt(database.db, owner);
}

describe("the worksheet of an attempt", () => {
  it("is saved as the answers are: revisions, splices, a conflict that keeps both", async () => {
    const whole = { kind: "whole", baseRevision: 0, text: SHEET };
    expect(await save("tab-aaaaaaaa", 1, whole)).toMatchObject({ revisions: { worksheet: 1 } });
    const at = SHEET.indexOf("120");
    const splice = { start: at, deleteCount: 3, insert: "150", length: SHEET.length };
    const reply = await save("tab-aaaaaaaa", 2, { kind: "splice", baseRevision: 1, ...splice });
    expect(reply).toMatchObject({ revisions: { worksheet: 2 }, conflicts: [] });
    const text = SHEET.replace("120", "150");
    const { texts } = await getWorkspace(database.db, { attemptId, userId });
    expect(texts.worksheet).toEqual({ text, revision: 2 });

    const other = { kind: "whole", baseRevision: 1, text: SHEET.replace("120", "90") };
    expect(await save("tab-bbbbbbbb", 1, other)).toMatchObject({
      conflicts: [{ section: "worksheet", text, revision: 2 }],
    });
  });

  it("is refused where it is no sheet, and what stood there stays", async () => {
    await save("tab-aaaaaaaa", 1, { kind: "whole", baseRevision: 0, text: SHEET });
    const broken = { kind: "whole", baseRevision: 1, text: '{"format":1}' };
    await expect(save("tab-aaaaaaaa", 2, broken)).rejects.toMatchObject({ code: "bad_request" });
    const { texts } = await getWorkspace(database.db, { attemptId, userId });
    expect(texts.worksheet).toEqual({ text: SHEET, revision: 1 });
  });

  it("becomes lines of the Latency & Cost answer when the attempt is handed in", async () => {
    await saveWork(database.db, { attemptId, userId }, { answers: { latency_cost: MINE } });
    await save("tab-bbbbbbbb", 1, { kind: "whole", baseRevision: 0, text: SHEET });
    const before = await getAnswers(database.db, attemptId);
    expect(before.latency_cost).toBe(MINE);
    await submit(database.db, createRecordingQueue(), { attemptId, userId });
    const { latency_cost, ...others } = await getAnswers(database.db, attemptId);
    expect(latency_cost).toBe(`${MINE}\n\n${LINES}`);
    expect(Object.values(others)).toEqual(["", "", "", ""]);
    await expect(database.db.update(worksheets).set({ text: "" })).rejects.toThrow();
  });

  it("stands alone where nothing else was written in the section", async () => {
    await save("tab-bbbbbbbb", 1, { kind: "whole", baseRevision: 0, text: SHEET });
    await submit(database.db, createRecordingQueue(), { attemptId, userId });
    expect((await getAnswers(database.db, attemptId)).latency_cost).toBe(LINES);
  });

  it("leaves the hash of the work alone while it says nothing", async () => {
    const without = await handInWith(null);
    const halfFilled = toWorksheetText({ ...createWorksheet(), users: "2.4 M", target: "900" });
    expect(await handInWith("")).toBe(without);
    expect(await handInWith(halfFilled)).toBe(without);
    expect(await handInWith(SHEET)).not.toBe(without);
  });
});
