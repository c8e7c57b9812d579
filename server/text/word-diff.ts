import { diffArrays } from "diff";

/** A stretch of two texts compared: in both, only in the old one, or only in the new one. */
export type TextRun = { kind: "same" | "old" | "new"; text: string };

/** What became of a text. `too_large`: more changed than is worth the time to tell apart. */
export type TextDiff =
  { kind: "same" } | { kind: "changed"; runs: TextRun[] } | { kind: "too_large" };

/** Edits beyond which two texts, cut into sentences, aren't told apart: the work grows with their square. */
const MAX_SENTENCE_EDITS = 400;
/** Edits beyond which a rewritten passage is shown as one: word by word it would be confetti. */
const MAX_WORD_EDITS = 160;
/** Word edits of one text, all its passages together. */
const MAX_WORD_EDITS_IN_ALL = 1_600;
/** Fewer words than this between two changes are shown as part of them. */
const MIN_SAME_WORDS = 3;

/**
 * Compares two texts, first by sentences and then, within what was rewritten, by words. The runs of a
 * side joined are its text. Old stands before new.
 */
export function diffTexts(before: string, after: string): TextDiff {
  if (before === after) return { kind: "same" };
  const bySentence = compare(cutSentences(before), cutSentences(after), MAX_SENTENCE_EDITS);
  if (bySentence === null) return { kind: "too_large" };
  const budget = { left: MAX_WORD_EDITS_IN_ALL };
  const runs: TextRun[] = [];
  for (let at = 0; at < bySentence.length; at += 1) {
    const [run, next] = bySentence.slice(at, at + 2);
    if (run?.kind === "old" && next?.kind === "new") {
      runs.push(...diffPassage(run, next, budget));
      at += 1;
    } else if (run) {
      runs.push(run);
    }
  }
  return { kind: "changed", runs: joinRuns(runs) };
}

/** One rewritten passage by words, as far as the budget goes; else as it is. */
function diffPassage(before: TextRun, after: TextRun, budget: { left: number }): TextRun[] {
  const limit = Math.min(MAX_WORD_EDITS, budget.left);
  const runs = limit === 0 ? null : compare(cutWords(before.text), cutWords(after.text), limit);
  budget.left -= runs === null ? limit : Math.min(limit, countEdits(runs));
  return runs === null ? [before, after] : dropCrumbs(runs);
}

function countEdits(runs: readonly TextRun[]): number {
  return runs.reduce(
    (sum, { kind, text }) => sum + (kind === "same" ? 0 : cutWords(text).length),
    0,
  );
}

/** Null where there are more edits than `most`. What both share at their ends costs none. */
function compare(before: string[], after: string[], most: number): TextRun[] | null {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start])
    start += 1;
  let end = 0;
  const rest = Math.min(before.length, after.length) - start;
  while (end < rest && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const oldMiddle = before.slice(start, before.length - end);
  const newMiddle = after.slice(start, after.length - end);
  const changes = compareMiddle(oldMiddle, newMiddle, most);
  if (changes === null) return null;
  return joinRuns([
    toRun("same", before.slice(0, start)),
    ...changes,
    toRun("same", before.slice(before.length - end)),
  ]);
}

function compareMiddle(before: string[], after: string[], most: number): TextRun[] | null {
  // All of one side is one edit, however long it is.
  if (before.length === 0 || after.length === 0) return [toRun("old", before), toRun("new", after)];
  const changes = diffArrays(before, after, { maxEditLength: most });
  if (!changes) return null;
  return changes.map(({ value, added, removed }) =>
    toRun(added ? "new" : removed ? "old" : "same", value),
  );
}

function toRun(kind: TextRun["kind"], pieces: readonly string[]): TextRun {
  return { kind, text: pieces.join("") };
}

/** A word or two that stayed between two changes read worse than one longer change. */
function dropCrumbs(runs: readonly TextRun[]): TextRun[] {
  return joinRuns(
    runs.flatMap((run, at): TextRun[] => {
      const isBetween = at > 0 && at < runs.length - 1;
      if (run.kind !== "same" || !isBetween || cutWords(run.text).length >= MIN_SAME_WORDS) {
        return [run];
      }
      return [
        { kind: "old", text: run.text },
        { kind: "new", text: run.text },
      ];
    }),
  );
}

/** Neighbours of a kind made one, and of each change the old before the new. */
function joinRuns(runs: readonly TextRun[]): TextRun[] {
  const joined: TextRun[] = [];
  const push = (kind: TextRun["kind"], text: string) => {
    const last = joined.at(-1);
    if (text === "") return;
    if (last?.kind === kind) last.text += text;
    else joined.push({ kind, text });
  };
  let change = { old: "", new: "" };
  const close = () => {
    const { start, end } = countShared(change.old, change.new);
    push("same", change.old.slice(0, start));
    push("old", change.old.slice(start, change.old.length - end));
    push("new", change.new.slice(start, change.new.length - end));
    push("same", change.old.slice(change.old.length - end));
    change = { old: "", new: "" };
  };
  for (const { kind, text } of runs) {
    if (kind !== "same") {
      change[kind] += text;
    } else if (text !== "") {
      close();
      push("same", text);
    }
  }
  close();
  return joined;
}

/** Characters that both sides of a change share at their ends, whole words only: "6 s." and "6 s. Or 7." */
function countShared(before: string, after: string): { start: number; end: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  while (start > 0 && !(isWordEnd(before, start) && isWordEnd(after, start))) start -= 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [oldLength, newLength] = [before.length, after.length];
  while (
    end > 0 &&
    !(isWordStart(before, oldLength - end) && isWordStart(after, newLength - end))
  ) {
    end -= 1;
  }
  return { start, end };
}

function isWordEnd(text: string, at: number): boolean {
  return at === text.length || /\s/u.test(text.slice(at - 1, at + 1));
}

/** The blank before it goes with the change: else what went and what came would touch. */
function isWordStart(text: string, at: number): boolean {
  return at === 0 || /^\s\S/u.test(text.slice(at - 1, at + 1));
}

/** Lines, and within them what ends with a mark and a blank; each with the blanks after it. */
function cutSentences(text: string): string[] {
  const sentences: string[] = [];
  let isOver = true;
  for (const word of cutWords(text)) {
    if (isOver) sentences.push(word);
    else sentences[sentences.length - 1] += word;
    isOver = word.includes("\n") || ".!?".includes(word.trimEnd().at(-1) ?? " ");
  }
  return sentences;
}

/** Words with the blanks after them. */
function cutWords(text: string): string[] {
  return text.match(/\S+\s*|\s+/gu) ?? [];
}
