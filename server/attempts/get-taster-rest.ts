import { TASTER } from "#domain/attempts/taster";
import { parseScene } from "#domain/diagram/parse-scene";
import type { Scene } from "#domain/diagram/scene.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { DbOrTx } from "../db/client";
import { getCalibrationAnswer } from "../problems/get-calibration-answer";

/** What a taster gives: the other sections of the design, and its drawing. */
export type TasterRest = { sections: { section: SectionId; text: string }[]; scene: Scene };

/** Null where the answer that it is from is gone. */
export async function getTasterRest(db: DbOrTx): Promise<TasterRest | null> {
  const answer = await getCalibrationAnswer(db, TASTER.slug, TASTER.answer);
  return (
    answer && {
      sections: SECTION_IDS.filter((id) => id !== TASTER.section).map((section) => ({
        section,
        text: answer.answers[section],
      })),
      scene: parseScene(answer.scene).scene,
    }
  );
}

/** Its words, which are not the candidate's own. */
export async function listTasterTexts(db: DbOrTx): Promise<string[]> {
  return (await getTasterRest(db))?.sections.map(({ text }) => text) ?? [];
}
