import { calibrationHash } from "../content/calibration-hash";
import type { ContentIssue } from "../content/content-error";
import type { Db } from "../db/client";
import type { AnswerFiles } from "#domain/authoring/answer.schema";
import { lockOpenDraft } from "./lock-open-draft";
import { pairAnswerFiles } from "./pair-answer-files";
import { lockAnswer, storeAnswer } from "./store-answer";
import { EMPTY_DRAWING } from "./template";

/** An answer that stands under the name of a file; `savedBy` is null for what came from the files. */
type ReplacedAnswer = { name: string; hash: string; savedBy: string | null };

export type SavedAnswerFiles =
  | { status: "saved"; answers: { name: string; change: "new" | "replaced" | "none" }[] }
  /** Nothing was written: what the files lack, at their lines. */
  | { status: "invalid"; issues: ContentIssue[] }
  /** Nothing was written: these would be replaced, and the author did not say so. */
  | { status: "replaces"; answers: ReplacedAnswer[] };

/**
 * Stores calibration answers from files, byte for byte, all or none of them. An answer that comes
 * without its drawing keeps the one that stands.
 *
 * @param ask.files.replace which standing answers the author agreed to replace, as they were then
 * @throws AppError `not_found`; `gone` when the draft was published or discarded
 */
export async function saveAnswerFiles(
  db: Db,
  ask: { draftId: string; userId: string; files: AnswerFiles },
): Promise<SavedAnswerFiles> {
  const { files, replace } = ask.files;
  const { answers, issues } = pairAnswerFiles(files);
  return db.transaction(async (tx): Promise<SavedAnswerFiles> => {
    const draft = await lockOpenDraft(tx, ask.draftId);
    if (issues.length > 0) return { status: "invalid", issues };
    const found = [];
    for (const { name, answerText, sceneText } of answers) {
      const standing = await lockAnswer(tx, draft, name);
      const scene = sceneText ?? standing?.sceneText ?? EMPTY_DRAWING;
      const hash = calibrationHash({ answer: answerText, scene });
      const before = standing?.hash ?? null;
      const change = before === null ? "new" : before === hash ? "none" : "replaced";
      found.push({ name, answerText, scene, standing, change } as const);
    }
    const unasked = found.flatMap(({ name, standing, change }) => {
      const hash = standing?.hash ?? null;
      return change !== "replaced" || hash === null || hash === replace[name]
        ? []
        : [{ name, hash, savedBy: standing?.savedBy ?? null }];
    });
    if (unasked.length > 0) return { status: "replaces", answers: unasked };
    for (const { name, answerText, scene, standing } of found) {
      await storeAnswer(tx, draft, standing, { name, answerText, scene, userId: ask.userId });
    }
    return { status: "saved", answers: found.map(({ name, change }) => ({ name, change })) };
  });
}
