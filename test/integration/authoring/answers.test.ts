import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNewProblemDraft } from "#server/authoring/create-draft";
import type { SaveAnswer } from "#domain/authoring/answer.schema";
import { discardDraft } from "#server/authoring/discard-draft";
import { getDraftAnswer } from "#server/authoring/get-draft-answer";
import { getFiles } from "#server/authoring/get-files";
import {
  removeCalibrationAnswer,
  restoreCalibrationAnswer,
  settleReplacedAnswer,
} from "#server/authoring/move-calibration-answer";
import { publishDraft } from "#server/authoring/publish-draft";
import { saveCalibrationAnswer } from "#server/authoring/save-calibration-answer";
import { saveDraft } from "#server/authoring/save-draft";
import { describeOverApp } from "#server/content/describe-over-app";
import { auditLog } from "#server/db/tables/audit";
import { RAG } from "../../support/content";
import {
  codeOf,
  editFile,
  openAuthorWorld,
  openDraft,
  requireDraft,
  restart,
  readTextsAs,
} from "./author-world";
import type { AuthorWorld } from "./author-world";
import { checkDraftHere } from "../../support/drafts-here";

const WEAK = `problems/${RAG}/answers/weak.md`;

let world: AuthorWorld;
let draftId: string;

beforeAll(async () => {
  world = await openAuthorWorld();
  draftId = (await openDraft(world)).id;
});
afterAll(() => world.close());

/** An answer's form as it is filled in when its page opens. */
async function readForm(name: string, id = draftId): Promise<SaveAnswer> {
  const page = await getDraftAnswer(world.db, id, name);
  if (!page?.answer?.head) throw new Error(`no answer ${name}`);
  const { head, answers, hash, scene } = page.answer;
  return { name, baseHash: hash, head, answers, scene: scene ?? "" };
}

function save(form: SaveAnswer, userId = world.admin.id, id = draftId) {
  return saveCalibrationAnswer(world.db, { draftId: id, userId, save: form });
}

async function fileNow(path = WEAK): Promise<string> {
  return (await getFiles(world.db, RAG))?.get(path) ?? "";
}

async function cardOf(name: string) {
  const { answers } = await requireDraft(world.db, draftId);
  return answers.find((card) => card.name === name);
}

describe("a calibration answer edited in the app", () => {
  it("is the very file again where nothing was changed", async () => {
    const before = await fileNow();
    const form = await readForm("weak");
    expect(await save(form)).toEqual({ status: "saved", hash: form.baseHash });
    expect(await fileNow()).toBe(before);
    expect(await cardOf("weak")).toMatchObject({ source: "file", band: "weak" });
  });

  it("is stored as its file would be written, labels where either will do included", async () => {
    const form = await readForm("weak");
    const expected = {
      ...form.head.expected,
      "user-outcome": ["met" as const, "not_met" as const],
    };
    const answers = { ...form.answers, evaluation: "Edited in the app." };
    expect(await save({ ...form, answers, head: { ...form.head, expected } })).toMatchObject({
      status: "saved",
    });
    expect(await fileNow()).toContain("  user-outcome: [met, not_met]\n");
    expect(await fileNow()).toMatch(/## Evaluation\n\nEdited in the app\.\n$/);
    expect(await cardOf("weak")).toMatchObject({ source: "app", updatedBy: world.admin.name });
  });

  it("saved by two at once keeps one and tells the other who it was", async () => {
    const form = await readForm("strong");
    const saves = await Promise.all(
      [world.admin, world.other].map((person) =>
        save({ ...form, answers: { ...form.answers, scenario: person.name } }, person.id),
      ),
    );
    const lost = saves.find(({ status }) => status === "conflict");
    const kept = await readForm("strong");
    expect(saves.filter(({ status }) => status === "saved")).toHaveLength(1);
    expect(lost).toMatchObject({ hash: kept.baseHash, savedBy: kept.answers.scenario });
  });

  it("is taken out, stays out at the next start, and is put back", async () => {
    const { baseHash } = await readForm("middling");
    const ask = { draftId, userId: world.admin.id, name: "middling" };
    expect(await codeOf(removeCalibrationAnswer(world.db, { ...ask, baseHash: "old" }))).toBe(
      "conflict",
    );
    await removeCalibrationAnswer(world.db, { ...ask, baseHash: baseHash ?? "" });
    expect(await restart(world)).toMatchObject({ calibration: [], overApp: [] });
    expect(await fileNow(`problems/${RAG}/answers/middling.md`)).toBe("");
    expect(await cardOf("middling")).toMatchObject({ isRemoved: true });
    const stale = await save({ ...(await readForm("strong")), name: "middling", baseHash });
    expect(stale).toMatchObject({ status: "conflict", hash: null });
    await restoreCalibrationAnswer(world.db, ask);
    expect(await cardOf("middling")).toMatchObject({ isRemoved: false });
  });
});

describe("a calibration answer edited in the app and in its file", () => {
  it("comes back where it was only taken out, and a start says no more than that", async () => {
    const path = `problems/${RAG}/answers/middling.md`;
    const { baseHash } = await readForm("middling");
    const ask = { draftId, userId: world.admin.id, name: "middling" };
    await removeCalibrationAnswer(world.db, { ...ask, baseHash: baseHash ?? "" });
    await editFile(world.rootDir, path, (text) => `${text.trimEnd()} Edited in the file.\n`);
    const loaded = await restart(world);
    expect(loaded).toMatchObject({ overApp: [], putBack: [path] });
    expect(describeOverApp(loaded)).toEqual([expect.stringMatching(/middling\.md .* is back/)]);
    expect(await cardOf("middling")).toMatchObject({ isRemoved: false, replacedAt: null });
  });

  it("stays until its file changes; then the file stands, and the edit waits beside it", async () => {
    const edited = await fileNow();
    expect(await restart(world)).toMatchObject({ calibration: [], overApp: [] });
    expect(await fileNow()).toBe(edited);
    await editFile(world.rootDir, WEAK, (text) => `${text.trimEnd()} Edited in the file.\n`);
    const loaded = await restart(world);
    expect(loaded).toMatchObject({ calibration: [`${RAG}/weak`], overApp: [WEAK], putBack: [] });
    expect(describeOverApp(loaded)).toEqual([expect.stringMatching(/weak\.md .*edit is kept/)]);
    expect(await fileNow()).toContain("Edited in the file.");
    expect((await cardOf("weak"))?.replacedAt).not.toBeNull();
    const log = await world.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, "calibration.overwrite"));
    // The answer that was taken out before, and this one.
    expect(log.map(({ detail }) => detail)).toMatchObject([{ name: "middling" }, { name: "weak" }]);
    const ask = { draftId, userId: world.admin.id, name: "weak" };
    await settleReplacedAnswer(world.db, { ...ask, keep: "edit" });
    expect(await fileNow()).toBe(edited);
    expect(await cardOf("weak")).toMatchObject({ source: "app", replacedAt: null });
    expect(await restart(world)).toMatchObject({ calibration: [] });
    expect(await codeOf(settleReplacedAnswer(world.db, { ...ask, keep: "file" }))).toBe(
      "not_found",
    );
  });
});

describe("the answers of a problem that is only a draft yet", () => {
  it("are kept with the draft, and go over to the problem when it is published", async () => {
    const by = { userId: world.admin.id };
    const { draftId: id } = await createNewProblemDraft(world.db, { ...by, slug: "my-own" });
    const { scene, answers } = await readForm("strong");
    const head = { band: "strong" as const, level: "mid" as const, note: "All of it." };
    const form = { name: "strong", baseHash: null, scene, answers };
    const expected = { "scenario-first": "met" as const };
    expect(await save({ ...form, head: { ...head, expected } }, by.userId, id)).toMatchObject({
      status: "saved",
    });
    expect(
      await save({ ...form, head: { ...head, expected }, answers }, world.other.id, id),
    ).toMatchObject({ status: "conflict", savedBy: world.admin.name });
    const draft = await requireDraft(world.db, id);
    expect(draft.answers).toMatchObject([{ name: "strong", labelled: { done: 1, of: 5 } }]);
    const save1 = { ...(await readTextsAs(world, "my-own")), revision: draft.revision };
    await saveDraft(world.db, { draftId: id, ...by, save: save1 });
    await publishDraft(world.db, checkDraftHere, {
      draftId: id,
      ...by,
      revision: draft.revision + 1,
      reason: "One answer only, and it is not labelled yet.",
    });
    const files = await getFiles(world.db, "my-own");
    expect(files?.get("problems/my-own/answers/strong.md")).toContain("  scenario-first: met\n");
    expect(await codeOf(save({ ...form, head: { ...head, expected } }, by.userId, id))).toBe(
      "gone",
    );
  });

  it("are not those of another draft of the same name", async () => {
    const by = { userId: world.admin.id };
    const first = await createNewProblemDraft(world.db, { ...by, slug: "twice" });
    const form = await readForm("strong");
    await save({ ...form, baseHash: null }, by.userId, first.draftId);
    await discardDraft(world.db, { draftId: first.draftId, ...by });
    const second = await createNewProblemDraft(world.db, { ...by, slug: "twice" });
    expect((await requireDraft(world.db, second.draftId)).answers).toEqual([]);
    expect(await getDraftAnswer(world.db, second.draftId, "strong")).toBeNull();
  });
});
