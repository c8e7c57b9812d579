import { HOSTILE_TEXTS } from "../support/hostile-texts";
import type { HostileText } from "../support/hostile-texts";

/** What must be found, or the count is worth nothing. */
export const CONTROLS: Record<string, (text: string) => unknown> = {
  comparesEachWithEach,
  countsWordsAsItOnceDid,
};

const KANJI = "han, two signs";
export const CONTROL_TEXTS: Record<string, HostileText> = {
  [KANJI]: (length) => HOSTILE_TEXTS[KANJI]?.(length) ?? "",
};

/** Quadratic in steps. */
function comparesEachWithEach(text: string): number {
  let same = 0;
  for (const one of text) for (const other of text) if (one === other) same += 1;
  return same;
}

/** Quadratic in what native code allocates: each segment has a copy of the whole text. */
function countsWordsAsItOnceDid(text: string): number {
  const segments = new Intl.Segmenter("en", { granularity: "word" }).segment(text);
  return Array.from(segments).filter(({ isWordLike }) => isWordLike).length;
}
