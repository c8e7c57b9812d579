/** Shortest reason for publishing what did worse in the dry run. */
export const MIN_REASON_CHARS = 20;
export const MAX_REASON_CHARS = 2000;

/** Longest note on what a calibration answer is meant to show. */
export const MAX_NOTE_CHARS = 1000;

/** The name of a file of a problem, as it lies in the repository. */
export const DRAFT_FILES = ["problem", "solution", "scene", "rubric"] as const;
export type DraftFile = (typeof DRAFT_FILES)[number];

/** Where a draft's file lies in the repository. */
export function pathOfFile(slug: string, file: DraftFile): string {
  if (file === "rubric") return `rubrics/${slug}.yaml`;
  const name = { problem: "problem.md", solution: "solution.md", scene: "solution.excalidraw" };
  return `problems/${slug}/${name[file]}`;
}
