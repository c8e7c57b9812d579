import { AppError } from "../errors";
import type { WorkPart } from "#domain/attempts/kinds";
import type { Save } from "#domain/attempts/save.schema";

/**
 * What a retry carried over locked, or a drill has no room for, takes no change. No page of ours sends
 * one, so nothing of such a save is stored.
 * @throws AppError `bad_request`
 */
export function refuseLocked(
  locked: readonly WorkPart[],
  { texts, elements, files }: Pick<Save, "texts" | "elements" | "files">,
): void {
  const isDrawn = elements.length > 0 || Object.keys(files).length > 0;
  const changed = [...Object.keys(texts), ...(isDrawn ? ["drawing"] : [])];
  const refused = locked.filter((part) => changed.includes(part));
  if (refused.length === 0) return;
  throw new AppError("bad_request", {
    message: `save refused: ${refused.join(", ")} locked`,
    userMessage: "This part was carried over and is locked. What was saved before is kept.",
  });
}
