import { TEXT_IDS, type TextId } from "#domain/attempts/answer.schema";
import type { LocalCopy } from "./local-copy";

export type LeftoverText = { id: TextId; text: string };

/** The texts of a local copy, those that say something. */
export function listTexts(copy: LocalCopy): LeftoverText[] {
  return TEXT_IDS.flatMap((id) => {
    const text = copy.texts[id]?.text ?? "";
    return text === "" ? [] : [{ id, text }];
  });
}
