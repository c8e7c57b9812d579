import { diffArrays } from "diff";

/** A line of two texts compared: in both, only in the old one, or only in the new one. */
export type DiffLine = {
  kind: "same" | "old" | "new";
  text: string;
  oldLine: number | null;
  newLine: number | null;
};

type Change = { value: string[]; added: boolean; removed: boolean };

/** Edits beyond which a changed stretch is told as one block: the work grows with their square. */
const MAX_EDITS = 800;

/** Compares two texts line by line. Lines count from 1. */
export function diffLines(oldText: string, newText: string): DiffLine[] {
  let oldAt = 0;
  let newAt = 0;
  return listChanges(oldText.split("\n"), newText.split("\n")).flatMap((change) =>
    change.value.map((text): DiffLine => {
      const oldLine = change.added ? null : ++oldAt;
      const newLine = change.removed ? null : ++newAt;
      const kind = change.added ? "new" : change.removed ? "old" : "same";
      return { kind, text, oldLine, newLine };
    }),
  );
}

/** What both share at their ends is split off first, so that only what lies between is one block. */
function listChanges(a: string[], b: string[]): Change[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const before = a.slice(start, a.length - end);
  const after = b.slice(start, b.length - end);
  return [
    { value: a.slice(0, start), added: false, removed: false },
    ...(diffArrays(before, after, { maxEditLength: MAX_EDITS }) ?? [
      { value: before, added: false, removed: true },
      { value: after, added: true, removed: false },
    ]),
    { value: a.slice(a.length - end), added: false, removed: false },
  ];
}

/** A stretch of changes with the lines around it. */
export type Hunk = { lines: DiffLine[] };

/** The changed stretches, each with up to `context` lines that are the same before and after. */
export function toHunks(lines: readonly DiffLine[], context = 3): Hunk[] {
  const near = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - context), index + context + 1)
      .some(({ kind }) => kind !== "same"),
  );
  const hunks: Hunk[] = [];
  lines.forEach((line, index) => {
    if (!near[index]) return;
    if (!near[index - 1]) hunks.push({ lines: [] });
    hunks.at(-1)?.lines.push(line);
  });
  return hunks;
}
