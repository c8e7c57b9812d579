import { eq, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { sceneElements, sceneFiles } from "../db/tables/attempts";
import { MAX_ELEMENTS, MAX_SCENE_BYTES } from "../diagram/scene.schema";
import type { Scene, SceneNotice } from "../diagram/scene.schema";
import { elementsOf, filesOf } from "./work-sql";

/** Deleted elements stay as tombstones, so an attempt may hold more rows than visible elements. */
const MAX_ROWS = MAX_ELEMENTS * 2;

/** The attempt's scene, tombstones included, in drawing order. */
export async function getScene(db: DbOrTx, attemptId: string): Promise<Scene> {
  const [scene] = await db.execute<Scene>(
    sql`select ${elementsOf(attemptId)} as elements, ${filesOf(attemptId)} as files`,
  );
  return scene ?? { elements: [], files: {} };
}

/**
 * Merges changed elements into the stored scene by Excalidraw's own rule: the higher version wins,
 * on a tie the lower nonce. Whatever order saves arrive in, the result is the same.
 * @returns what found no room: the scene's limits are counted over all saves of the attempt
 */
export async function mergeScene(
  tx: DbOrTx,
  attemptId: string,
  scene: Scene,
): Promise<SceneNotice[]> {
  const fileIds = Object.keys(scene.files);
  if (scene.elements.length === 0 && fileIds.length === 0) return [];
  const room = await measureRoom(tx, attemptId);
  const refused: SceneNotice[] = [];
  const kept = scene.elements.filter((element) => {
    if (room.ids.has(element.id) || room.ids.size < MAX_ROWS) {
      room.ids.add(element.id);
      return true;
    }
    refused.push({ id: element.id, type: element.type, reason: `more than ${MAX_ROWS} elements` });
    return false;
  });
  if (kept.length > 0) await upsertElements(tx, attemptId, kept);
  for (const [fileId, file] of Object.entries(scene.files)) {
    room.fileBytes += file.dataURL.length;
    if (room.fileBytes > MAX_SCENE_BYTES) {
      refused.push({ id: fileId, type: "file", reason: "the drawing's pictures are too large" });
      continue;
    }
    await tx.insert(sceneFiles).values({ attemptId, fileId, file }).onConflictDoNothing();
  }
  return refused;
}

async function upsertElements(
  tx: DbOrTx,
  attemptId: string,
  elements: Scene["elements"],
): Promise<void> {
  const rows = elements.map((element) => ({
    attemptId,
    elementId: element.id,
    version: element.version,
    versionNonce: element.versionNonce,
    element,
  }));
  await tx
    .insert(sceneElements)
    .values(rows)
    .onConflictDoUpdate({
      target: [sceneElements.attemptId, sceneElements.elementId],
      set: {
        version: sql`excluded.version`,
        versionNonce: sql`excluded.version_nonce`,
        element: sql`excluded.element`,
      },
      setWhere: sql`excluded.version > ${sceneElements.version}
        or (excluded.version = ${sceneElements.version}
          and excluded.version_nonce < ${sceneElements.versionNonce})`,
    });
}

async function measureRoom(
  tx: DbOrTx,
  attemptId: string,
): Promise<{ ids: Set<string>; fileBytes: number }> {
  const ids = await tx
    .select({ id: sceneElements.elementId })
    .from(sceneElements)
    .where(eq(sceneElements.attemptId, attemptId));
  const [files] = await tx
    .select({ bytes: sql<number>`coalesce(sum(length(${sceneFiles.file} ->> 'dataURL')), 0)::int` })
    .from(sceneFiles)
    .where(eq(sceneFiles.attemptId, attemptId));
  return { ids: new Set(ids.map(({ id }) => id)), fileBytes: files?.bytes ?? 0 };
}
