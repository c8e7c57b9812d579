import type { ContentIssue } from "../content/content-error";
import { readCalibration } from "../content/read-calibration";
import { writeAnswerFile } from "../content/write-answer-file";
import type { Db } from "../db/client";
import type { SaveAnswer } from "#domain/authoring/answer.schema";
import { lockOpenDraft } from "./lock-open-draft";
import { lockAnswer, storeAnswer } from "./store-answer";

export type SavedAnswer =
  | { status: "saved"; hash: string }
  /** Nothing was written: what the texts lack. */
  | { status: "invalid"; issues: ContentIssue[] }
  /** Nothing was written: somebody saved, added or took out this answer in between. */
  | { status: "conflict"; savedBy: string | null; hash: string | null };

/**
 * Stores a calibration answer from the app, if it still stands as the author found it. The hash of
 * its file stays as it was, so the loader leaves the edit alone until the file itself changes. An
 * answer that was taken out comes back when one of its name is added.
 *
 * @throws AppError `not_found`; `gone` when the draft was published or discarded
 */
export async function saveCalibrationAnswer(
  db: Db,
  ask: { draftId: string; userId: string; save: SaveAnswer },
): Promise<SavedAnswer> {
  const { name, baseHash, head, answers, scene } = ask.save;
  return db.transaction(async (tx) => {
    const draft = await lockOpenDraft(tx, ask.draftId);
    const standing = await lockAnswer(tx, draft, name);
    const standingHash = standing?.hash ?? null;
    if (standingHash !== baseHash) {
      return { status: "conflict", savedBy: standing?.savedBy ?? null, hash: standingHash };
    }
    const answerText = writeAnswerFile(head, answers, standing?.answerText);
    const issues = listFaults(draft.slug, name, answerText, scene);
    if (issues.length > 0) return { status: "invalid", issues };
    const { userId } = ask;
    const hash = await storeAnswer(tx, draft, standing, { name, answerText, scene, userId });
    return { status: "saved", hash };
  });
}

function listFaults(slug: string, name: string, answer: string, scene: string): ContentIssue[] {
  const issues: ContentIssue[] = [];
  const path = `problems/${slug}/answers/${name}`;
  readCalibration(
    name,
    { file: `${path}.md`, text: answer },
    { file: `${path}.excalidraw`, text: scene },
    issues,
  );
  return issues;
}
