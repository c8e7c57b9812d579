import { checkDraft } from "#server/authoring/check-draft";
import type { DraftChecker } from "#server/authoring/check-draft";
import { drawDraft } from "#server/threads/draw-draft";
import type { DraftDrawer } from "#server/threads/draft-threads";

/** Checks a draft in the test's own process. */
export const checkDraftHere: DraftChecker = (...draft) =>
  Promise.resolve().then(() => checkDraft(...draft));

/** Draws it there. */
export const drawDraftHere: DraftDrawer = (draft) => Promise.resolve().then(() => drawDraft(draft));
