import { sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { MAX_ELEMENTS, MAX_SCENE_BYTES } from "../diagram/scene.schema";
import type { SceneNotice } from "../diagram/parse-scene";
import type { Scene, SceneFile } from "../diagram/scene.schema";
import { elementsOf, filesOf } from "./work-sql";

/** Deleted elements stay as tombstones, so an attempt may hold more rows than visible elements. */
const MAX_ROWS = MAX_ELEMENTS * 2;

/** What an attempt's drawing holds already, as far as a save has to know it. */
export type SceneRoom = {
  elementCount: number;
  /** Which of the save's elements are stored, in whatever version. */
  knownIds: readonly string[];
  /** Characters of all pictures' data URLs. */
  fileBytes: number;
};

/** The attempt's scene, tombstones included, in drawing order. */
export async function getScene(db: DbOrTx, attemptId: string): Promise<Scene> {
  const [scene] = await db.execute<Scene>(
    sql`select ${elementsOf(attemptId)} as elements, ${filesOf(attemptId)} as files`,
  );
  return scene ?? { elements: [], files: {} };
}

/**
 * What of a save finds room: the scene's limits are counted over all saves of the attempt.
 * @returns what to store, and what not, with the reason
 */
export function fitScene(
  scene: Scene,
  room: SceneRoom,
): { elements: Scene["elements"]; files: SceneFile[]; refused: SceneNotice[] } {
  const refused: SceneNotice[] = [];
  const known = new Set(room.knownIds);
  let { elementCount, fileBytes } = room;
  const elements = scene.elements.filter((element) => {
    if (known.has(element.id)) return true;
    if (elementCount < MAX_ROWS) {
      elementCount += 1;
      return true;
    }
    refused.push({ id: element.id, type: element.type, reason: `more than ${MAX_ROWS} elements` });
    return false;
  });
  const files = Object.values(scene.files).filter((file) => {
    fileBytes += file.dataURL.length;
    if (fileBytes <= MAX_SCENE_BYTES) return true;
    const reason = "the drawing's pictures are too large";
    refused.push({ id: file.id, type: "file", reason });
    return false;
  });
  return { elements, files, refused };
}
