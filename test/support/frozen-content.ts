import { join } from "node:path";
import { readContent } from "#server/content/read-content";
import { ROOT_DIR } from "./content";
import type { ContentFile } from "#server/content/read-content";

/** Below the repository: the problems and rubrics that the offline judge's lists were made for. */
export const FROZEN_PATH = "test/fixtures/frozen";
export const FROZEN_DIR = join(ROOT_DIR, FROZEN_PATH);

/** What the offline judge is held to; the problems that ship go their own way. */
export function readFrozen(): Promise<ContentFile[]> {
  return readContent(FROZEN_DIR);
}
