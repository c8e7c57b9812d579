/** A line of two texts compared: in both, only in the old one, or only in the new one. */
export type DiffLine = {
  kind: "same" | "old" | "new";
  text: string;
  oldLine: number | null;
  newLine: number | null;
};

/** Lines beyond which a changed stretch is told as one block: the table grows with their product. */
const MAX_CELLS = 4_000_000;

/**
 * Compares two texts line by line by a longest common subsequence, after what they share at both
 * ends. Lines count from 1.
 */
export function diffLines(oldText: string, newText: string): DiffLine[] {
  const a = oldText.split("\n");
  const b = newText.split("\n");
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  const kinds = [
    ...Array<DiffLine["kind"]>(start).fill("same"),
    ...walk(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...Array<DiffLine["kind"]>(end).fill("same"),
  ];
  let oldAt = 0;
  let newAt = 0;
  return kinds.map((kind) => {
    const oldLine = kind === "new" ? null : ++oldAt;
    const newLine = kind === "old" ? null : ++newAt;
    const text = (oldLine === null ? b[newAt - 1] : a[oldAt - 1]) ?? "";
    return { kind, text, oldLine, newLine };
  });
}

/** The way through two lists of lines that keeps the most of them. */
function walk(a: string[], b: string[]): DiffLine["kind"][] {
  const width = b.length + 1;
  if ((a.length + 1) * width > MAX_CELLS) {
    return [...a.map((): "old" => "old"), ...b.map((): "new" => "new")];
  }
  // kept[i * width + j]: the longest common subsequence of a from i and b from j.
  const kept = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => kept[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      kept[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const kinds: DiffLine["kind"][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      kinds.push("same");
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      kinds.push("old");
      i += 1;
    } else {
      kinds.push("new");
      j += 1;
    }
  }
  return kinds;
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
