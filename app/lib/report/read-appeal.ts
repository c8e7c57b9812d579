import { turnOfReply } from "#domain/attempts/answer.schema";
import type { TextId } from "#domain/attempts/answer.schema";
import type { AppealInput } from "#domain/reviews/review.schema";
import type { DrawnPart } from "#domain/diagram/name-parts";

/**
 * Where an appeal's form points to, as the operation takes it; null when nothing was chosen. Parts
 * are named by their ids in the diagram's text and stand for their scene elements; a sentence by the
 * text it is in (`scenario`, `reply_2`) and its offsets.
 */
export function readAppealPlace(
  form: { where?: string | undefined; sentence?: string | undefined; part: string[] },
  parts: readonly DrawnPart[],
): AppealInput["place"] | null {
  if (form.where === "drawing") {
    const chosen = new Set(form.part);
    const elementIds = parts.filter(({ id }) => chosen.has(id)).flatMap((part) => part.elementIds);
    return elementIds.length === 0 ? null : { kind: "drawing", elementIds };
  }
  const match = /^([a-z_]+\d?):(\d{1,7}):(\d{1,7})$/.exec(form.sentence ?? "");
  if (match === null) return null;
  const place = { start: Number(match[2]), end: Number(match[3]) };
  const turn = turnOfReply(match[1] as TextId);
  if (turn !== null) return { kind: "reply", turn, ...place };
  const section = match[1] as Extract<AppealInput["place"], { kind: "text" }>["section"];
  return { kind: "text", section, ...place };
}
