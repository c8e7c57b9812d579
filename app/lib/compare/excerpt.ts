import type { TextDiff, TextRun } from "#server/text/word-diff";

/** A stretch of one side's text: UTF-16 offsets, end exclusive. */
type Stretch = { start: number; end: number };

/** More of the other side than this is cut: it is beside the point. Characters. */
const MAX_BESIDE = 240;

/**
 * The edit that touches a stretch of one side, with what stayed around it there and what stood or came
 * in its place on the other; null where nothing in it was changed.
 */
export function excerptOf(
  diff: TextDiff,
  side: "old" | "new",
  { start, end }: Stretch,
): TextRun[] | null {
  if (diff.kind !== "changed") return null;
  const found: TextRun[] = [];
  let at = 0;
  for (const run of diff.runs) {
    if (run.kind !== "same" && run.kind !== side) {
      // Of a change at the very end nothing lies in the stretch.
      if (at >= start && at < end) found.push({ ...run, text: cut(run.text) });
      continue;
    }
    const from = Math.max(start, at);
    const to = Math.min(end, at + run.text.length);
    if (from < to) found.push({ kind: run.kind, text: run.text.slice(from - at, to - at) });
    at += run.text.length;
  }
  return found.some(({ kind, text }) => kind !== "same" && text.trim() !== "") ? found : null;
}

function cut(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= MAX_BESIDE) return text;
  return `${characters.slice(0, MAX_BESIDE).join("").trimEnd()}… `;
}
