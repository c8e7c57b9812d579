import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { createDraft, createNewProblemDraft } from "#server/authoring/create-draft";
import { getDraft } from "#server/authoring/get-draft";
import { removeCalibrationAnswer } from "#server/authoring/move-calibration-answer";
import { saveCalibrationAnswer } from "#server/authoring/save-calibration-answer";
import { calibrationAnswers, drafts } from "#server/db/tables/authoring";
import { RAG } from "../../support/content";
import type { RightsWorld } from "./rights-world";
import type { Row } from "./route-table";
import { admins, adminsInVain, nothing } from "./action-row";
import type { ActionRow, ActionRows } from "./action-row";
import { checkDraftHere } from "../../support/drafts-here";

type DraftFields = Record<"problem" | "solution" | "scene" | "rubric" | "revision", string>;

/** Asks about an open draft of the admin's; `pick` chooses of its texts what the form sends. */
const ofDraft = (
  outcomes: Row,
  pick: (draft: DraftFields) => Record<string, string> = () => ({}),
): ActionRow => ({
  outcomes,
  ask: async ({ database, people }) => {
    const { draftId } = await createDraft(database.db, { slug: RAG, userId: people.admin.id });
    const draft = await getDraft(database.db, checkDraftHere, draftId);
    if (!draft) throw new Error("the draft is gone");
    const [{ revision } = { revision: 0 }] = await database.db
      .select({ revision: drafts.revision })
      .from(drafts)
      .where(eq(drafts.id, draftId));
    const { problem, solution, scene, rubric } = draft.texts;
    const fields = pick({ problem, solution, scene, rubric, revision: String(revision) });
    return { params: { draftId }, fields };
  },
});

/** Asks about a calibration answer of a new problem's draft, as `prepare` leaves it. */
const ofAnswer = (
  names: readonly string[],
  prepare: (world: RightsWorld, ask: AnswerAsk) => Promise<unknown> = nothing,
): ActionRow => ({
  outcomes: admins,
  ask: async (world) => {
    const { db } = world.database;
    const by = { userId: world.people.admin.id };
    const slug = `new-${randomUUID().slice(0, 8)}`;
    const { draftId } = await createNewProblemDraft(db, { ...by, slug });
    const head = { band: "weak", level: "mid", note: "Short." } as const;
    const scene = JSON.stringify({ type: "excalidraw", elements: [] });
    const saved = await saveCalibrationAnswer(db, {
      draftId,
      ...by,
      save: {
        name: "weak",
        baseHash: null,
        scene,
        answers: EMPTY_ANSWERS,
        head: { ...head, expected: {} },
      },
    });
    if (saved.status !== "saved") throw new Error("the answer was not saved");
    const ask = { draftId, ...by, name: "weak", baseHash: saved.hash };
    await prepare(world, ask);
    const all = { name: "weak", baseHash: saved.hash, ...head, scene, scenario: "Changed." };
    const fields = Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
    return { params: { draftId }, fields };
  },
});
type AnswerAsk = { draftId: string; userId: string; name: string; baseHash: string };

/** As when a file came over an edit. */
const replaceAnswer = ({ database }: RightsWorld, { draftId }: AnswerAsk) =>
  database.db
    .update(calibrationAnswers)
    .set({ replaced: { answer: "before", scene: null, at: new Date().toISOString() } })
    .where(eq(calibrationAnswers.draftId, draftId));

/** What authors do. */
export const AUTHORING_ACTIONS: ActionRows = {
  "/admin/problems": {
    new: {
      outcomes: admins,
      ask: () => Promise.resolve({ fields: { slug: `new-${randomUUID().slice(0, 8)}` } }),
    },
    edit: { outcomes: admins, ask: () => Promise.resolve({ fields: { slug: RAG } }) },
  },
  "/admin/problems/:slug": {
    "": { outcomes: admins, ask: () => Promise.resolve({ params: { slug: RAG } }) },
  },
  "/admin/drafts/:draftId": {
    check: ofDraft(admins, ({ revision: _revision, ...texts }) => texts),
    save: ofDraft(admins, (draft) => ({ ...draft, solution: "Another solution.\n" })),
    // No file came with it.
    "read-answers": ofDraft({ ...admins, admin: 400 }),
    "dry-run": ofDraft(admins),
    rebase: ofDraft(admins),
    // Nothing was tried on the calibration answers.
    publish: ofDraft(adminsInVain, ({ revision }) => ({ revision })),
    discard: ofDraft(admins),
  },
  "/admin/drafts/:draftId/answer": {
    save: ofAnswer(["name", "baseHash", "band", "level", "note", "scene", "scenario"]),
    remove: ofAnswer(["name", "baseHash"]),
    restore: ofAnswer(["name"], ({ database }, ask) => removeCalibrationAnswer(database.db, ask)),
    "keep-edit": ofAnswer(["name"], replaceAnswer),
    "keep-file": ofAnswer(["name"], replaceAnswer),
  },
};
