import { AppError } from "../errors";
import { turnOfReply } from "#domain/attempts/answer.schema";
import type { TextId } from "#domain/attempts/answer.schema";
import type { Save } from "#domain/attempts/save.schema";

/**
 * A reply needs a question. No page of ours sends one without, so nothing of such a save is stored.
 * @param asked the follow-ups that were asked, from 1
 * @throws AppError `bad_request`
 */
export function refuseUnasked(asked: readonly number[], { texts }: Pick<Save, "texts">): void {
  const turns = (Object.keys(texts) as TextId[]).flatMap((id) => turnOfReply(id) ?? []);
  const unasked = turns.filter((turn) => !asked.includes(turn));
  if (unasked.length === 0) return;
  throw new AppError("bad_request", {
    message: `save refused: no follow-up ${unasked.join(", ")} was asked`,
    userMessage: "This reply has no question. What was saved before is kept.",
  });
}
