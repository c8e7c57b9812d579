import type { Db } from "../db/client";
import { diffLines, toHunks } from "../text/line-diff";
import type { Hunk } from "../text/line-diff";
import { DRAFT_FILES, pathOfFile } from "#domain/authoring/draft-words";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { getVersionTexts } from "./get-files";

/** What differs in one text; no hunks where nothing does. */
export type TextDiff = { name: string; hunks: Hunk[] };

/** How a newer version of a problem or rubric differs from an older one; null where one is missing. */
export async function getVersionDiff(
  db: Db,
  which: { slug: string; of: "problem" | "rubric"; from: number; to: number },
): Promise<TextDiff[] | null> {
  const { slug, of } = which;
  const [before, after] = await Promise.all([
    getVersionTexts(db, { slug, of, version: which.from }),
    getVersionTexts(db, { slug, of, version: which.to }),
  ]);
  if (!before || !after) return null;
  return Object.keys(after).map((name) => ({
    name,
    hunks: toHunks(diffLines(before[name] ?? "", after[name] ?? "")),
  }));
}

/** The same for two states of a draft's files; files without a difference are left out. */
export function diffDrafts(slug: string, before: DraftTexts, after: DraftTexts): TextDiff[] {
  return DRAFT_FILES.map((file) => ({
    name: pathOfFile(slug, file),
    hunks: toHunks(diffLines(before[file], after[file])),
  })).filter(({ hunks }) => hunks.length > 0);
}
