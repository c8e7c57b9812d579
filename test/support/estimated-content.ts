import { readContent } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { listCovered } from "#server/judges/offline/read-lists";
import { ROOT_DIR } from "./content";

/** The problems that ship and that the offline judge has lists for. */
export async function readEstimated(): Promise<ContentFile[]> {
  const contents = await readContent(ROOT_DIR);
  return contents.filter(({ rubric }) => listCovered(rubric).size > 0);
}
