export const LINE_HEIGHT = 1.25;

/**
 * Widths in heights of the letters, measured in Excalidraw's hand-drawn font and rounded up, so that the
 * editor, which measures for itself, breaks the lines where they are broken here.
 */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;'|!]/u, 0.32],
  [/[\s()[\]"r-]/u, 0.43],
  [/[TZ%@]/u, 0.9],
  [/[\p{Lu}\p{N}mw+=<>~#&]/u, 0.72],
  [/[\u1100-\u{1faff}]/u, 1.1],
];
const USUAL_WIDTH = 0.58;

export type Lines = { lines: string[]; widthPx: number; heightPx: number };

function textWidthPx(text: string, fontPx: number): number {
  let em = 0;
  for (const char of text) em += WIDTHS.find(([set]) => set.test(char))?.[1] ?? USUAL_WIDTH;
  return Math.ceil(em * fontPx);
}

/** Breaks a text at spaces, and words that are too long for a line anywhere. */
export function breakLines(text: string, fontPx: number, maxPx: number): Lines {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((w) => splitWord(w, fontPx, maxPx))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidthPx(longer, fontPx) > maxPx) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  const widthPx = Math.max(...lines.map((l) => textWidthPx(l, fontPx)));
  return { lines, widthPx, heightPx: lines.length * fontPx * LINE_HEIGHT };
}

function splitWord(word: string, fontPx: number, maxPx: number): string[] {
  const parts: string[] = [];
  let part = "";
  for (const char of word) {
    if (part !== "" && textWidthPx(part + char, fontPx) > maxPx) {
      parts.push(part);
      part = "";
    }
    part += char;
  }
  return [...parts, part];
}
