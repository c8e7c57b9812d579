/** What a line of Markdown is; prose is split further, the others stand alone unless a bullet holds several sentences. */
export type SentenceKind = "prose" | "heading" | "bullet" | "row" | "code";

/** One sentence, with UTF-16 offsets into the text as written (end exclusive). */
export type Sentence = {
  start: number;
  end: number;
  text: string;
  kind: SentenceKind;
  /** First of its paragraph, bullet, row … */
  opensBlock: boolean;
  /** An empty line stands before it. */
  opensParagraph: boolean;
  /**
   * Index of the heading or "like this:" line that introduces this one, null when nothing does.
   * A list under "Guardrails:" speaks of guardrails in every item.
   */
  lead: number | null;
};

type Block = { start: number; end: number; kind: SentenceKind };

/** Longer than any abbreviation: how far back of a full stop is looked for one. */
const LOOK_BACK_CHARS = 24;
/** A line this short that is followed by a capital was broken by its writer, not by wrapping. */
const SHORT_LINE_CHARS = 60;

const FENCE = /^\s{0,3}(```|~~~)/;
const HEADING = /^\s{0,3}#{1,6}\s+/;
const BULLET = /^\s*(?:[-*+•–]|\(?\d{1,2}[.)]|\(?[a-z][)])\s+(?:\[[ xX]\]\s+)?/;
const TABLE_ROW = /^\s*\|.*\|\s*$/;
/** The line between a table's head and its rows. Two plain looks: one pattern would backtrack. */
function isTableRule(line: string): boolean {
  return line.includes("---") && /^[\s:|-]+$/.test(line);
}
const QUOTE_MARK = /^\s*(?:>\s?)+/;

/** Abbreviations that end in a full stop within a sentence. */
const ABBREVIATIONS = new Set(
  "e.g i.e eg ie etc vs cf approx ca fig no nos sec min max avg incl excl resp est dept inc ltd co mr mrs ms dr prof st jr sr vol al ver req reqs".split(
    " ",
  ),
);

/** Splits Markdown into sentences; headings, bullets, table rows and code lines are their own. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const block of readBlocks(text)) {
    const splits = block.kind === "prose" || block.kind === "bullet";
    const spans = splits ? splitProse(text, block) : [trimSpan(text, block.start, block.end)];
    for (const [index, { start, end }] of spans.entries()) {
      if (end <= start || !/[\p{L}\p{N}]/u.test(text.slice(start, end))) continue;
      const { kind } = block;
      const opensBlock = index === 0;
      const opensParagraph = isAfterEmptyLine(text, sentences.at(-1)?.end ?? 0, start);
      const own = { start, end, text: text.slice(start, end), kind };
      sentences.push({ ...own, opensBlock, opensParagraph, lead: null });
    }
  }
  return linkLeads(sentences);
}

function isAfterEmptyLine(text: string, from: number, to: number): boolean {
  return /\n[^\S\n]*\r?\n/.test(text.slice(from, to));
}

function readBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let inFence = false;
  let open: Block | null = null;
  for (const { start, end } of readLines(text)) {
    const line = text.slice(start, end);
    if (FENCE.test(line)) {
      inFence = !inFence;
      open = null;
      continue;
    }
    const own = inFence ? codeLine(line, start, end) : ownLine(line, start, end);
    if (own) {
      if (own.end > own.start) blocks.push(own);
      open = own.kind === "bullet" ? own : null;
    } else if (line.trim() === "") {
      open = null;
    } else if (open && continues(text.slice(open.start, open.end), line)) {
      open.end = end;
    } else {
      open = { start: start + markLength(line, QUOTE_MARK), end, kind: "prose" };
      blocks.push(open);
    }
  }
  return blocks;
}

function readLines(text: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    lines.push({ start, end: text[end - 1] === "\r" && end > start ? end - 1 : end });
    start = end + 1;
  }
  return lines;
}

function codeLine(line: string, start: number, end: number): Block {
  return { start, end: line.trim() === "" ? start : end, kind: "code" };
}

/** A line that is a block by itself; null for prose. An empty block stands for a table's rule. */
function ownLine(line: string, start: number, end: number): Block | null {
  if (HEADING.test(line)) return { start: start + markLength(line, HEADING), end, kind: "heading" };
  if (isTableRule(line)) return { start, end: start, kind: "row" };
  if (TABLE_ROW.test(line)) {
    return {
      start: start + line.indexOf("|") + 1,
      end: start + line.lastIndexOf("|"),
      kind: "row",
    };
  }
  const quoted = markLength(line, QUOTE_MARK);
  const bullet = markLength(line.slice(quoted), BULLET);
  return bullet > 0 ? { start: start + quoted + bullet, end, kind: "bullet" } : null;
}

function markLength(line: string, mark: RegExp): number {
  return mark.exec(line)?.[0].length ?? 0;
}

/** Whether a line goes on with the sentence of the lines before it, as hard-wrapped prose does. */
function continues(before: string, line: string): boolean {
  const last = before.slice(before.lastIndexOf("\n") + 1).trimEnd();
  if (/[.!?:;]$/.test(last)) return false;
  return last.length >= SHORT_LINE_CHARS || !/^\s*["'(*_`]*[\p{Lu}\p{N}]/u.test(line);
}

function splitProse(text: string, block: Block): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  const body = text.slice(block.start, block.end);
  const words = body.length - body.trimStart().length;
  let from = 0;
  for (const match of body.matchAll(/[.!?]+["'”’)\]*_`]*/g)) {
    const stop = match.index + match[0].length;
    if (!/\s/.test(body.charAt(stop)) || !endsSentence(body, words, match.index, stop)) continue;
    spans.push(trimSpan(text, block.start + from, block.start + stop));
    from = stop;
  }
  spans.push(trimSpan(text, block.start + from, block.end));
  return spans;
}

/** `words`: where the first word begins. */
function endsSentence(body: string, words: number, stopAt: number, after: number): boolean {
  const next = /^\s+["'“‘([*_`~≈$<>≤≥]*(\S)/.exec(body.slice(after, after + 40))?.[1];
  if (!next) return true;
  if (/[!?]/.test(body.slice(stopAt, after))) return !/\p{Ll}/u.test(next);
  if (body[stopAt + 1] === "." && /\p{Ll}/u.test(next)) return false;
  const before = body.slice(Math.max(0, stopAt - LOOK_BACK_CHARS), stopAt);
  // eslint-disable-next-line regexp/no-super-linear-move -- of LOOK_BACK_CHARS
  const word = /[\p{L}\p{N}.]+$/u.exec(before)?.[0].toLowerCase() ?? "";
  if (ABBREVIATIONS.has(word)) return word === "etc" && /\p{Lu}/u.test(next);
  // A list number ("2. Then") is no end.
  return stopAt - words > 2 || !/^\d{1,2}$/.test(body.slice(words, stopAt));
}

function trimSpan(text: string, start: number, end: number): { start: number; end: number } {
  const raw = text.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  return { start: start + lead, end: start + lead + raw.trim().length };
}

/** Headings introduce what follows until the next heading; "…:" introduces the list under it. */
function linkLeads(sentences: Sentence[]): Sentence[] {
  let heading: number | null = null;
  let listLead: number | null = null;
  sentences.forEach((sentence, index) => {
    const before = sentences[index - 1];
    if (sentence.kind === "heading") {
      heading = index;
      listLead = null;
      return;
    }
    const isItem = sentence.kind === "bullet" || sentence.kind === "row";
    if (isItem && before && before.kind === "prose" && /:[*_\s]*$/.test(before.text)) {
      listLead = index - 1;
    }
    if (!isItem) listLead = null;
    sentence.lead = listLead ?? heading;
  });
  return sentences;
}
