import { ContentError } from "../content/content-error";
import { listSlugs, readContentOf } from "../content/read-content";
import type { ContentFile } from "../content/read-content";
import { stop } from "./command-input";

/** A problem and its rubric by the slug; ends the command where there is none, or one that can't be used. */
export async function loadContent(slug: string): Promise<ContentFile> {
  try {
    const content = await readContentOf(".", slug);
    if (content) return content;
    const known = await listSlugs(".");
    return stop(`No problem is called "${slug}". There are:\n  ${known.join("\n  ")}`);
  } catch (error) {
    if (error instanceof ContentError) return stop(error.message);
    throw error;
  }
}
