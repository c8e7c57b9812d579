import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { getDrawingText } from "./scene-store";
import { requireSubmittedAttempt } from "./visible-attempt";

/**
 * What was drawn for a handed-in attempt, as the JSON text of a scene.
 * @throws AppError `not_found`; `conflict` while the attempt is open
 */
export async function getDrawing(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<string> {
  const { id } = await requireSubmittedAttempt(db, who);
  return getDrawingText(db, id);
}
