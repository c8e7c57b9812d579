/**
 * Characters that show nothing: soft hyphen, zero-width, bidirectional controls, fillers, variation
 * selectors, tag characters and C0 controls other than tab and line ends. Text hidden from a person
 * is written with these.
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- they are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu;

/** Scripts that write with (non-)joiners, and the parts of joined emoji: there they are honest. */
const JOINS =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]/u;

export type CleanedText = {
  text: string;
  /** How many characters were taken out that honest writing has no use for. */
  suspicious: number;
};

/** Whether one code point shows nothing. */
export function isInvisible(character: string): boolean {
  INVISIBLE.lastIndex = 0;
  return INVISIBLE.test(character);
}

/**
 * Takes out what a person can't see, so that the judge reads what a person reads. Joiners within
 * emoji and within the scripts that need them go too, but don't count as suspicious.
 */
export function cleanText(text: string): CleanedText {
  let suspicious = 0;
  const cleaned = text.replace(INVISIBLE, (character, offset: number) => {
    if (!isHonest(text, character, offset)) suspicious += 1;
    return "";
  });
  return { text: cleaned, suspicious };
}

function isHonest(text: string, character: string, offset: number): boolean {
  const code = character.codePointAt(0) ?? 0;
  // A byte order mark at the very start and soft hyphens come with pasted documents.
  if (code === 0xad || (code === 0xfeff && offset === 0)) return true;
  const isJoiner = code === 0x200c || code === 0x200d || code === 0xfe0e || code === 0xfe0f;
  return isJoiner && JOINS.test(lastCharacter(text.slice(Math.max(0, offset - 2), offset)));
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? "";
}

/** Longer runs of blanks and of what rules and tables are drawn with say nothing more. */
const LONG_RUN = /(?<=[\s:|-]{100})[\s:|-]+/g;

/** Cuts long runs of blanks, dashes, colons and bars short: they cost tokens and say nothing. */
export function shortenRuns(text: string): string {
  return text.replace(LONG_RUN, "");
}

/**
 * The same, for text whose offsets must hold: what is too long of a run is overwritten. Thousands of
 * dashes are what makes an innocent regular expression take minutes.
 */
export function overwriteRuns(text: string): string {
  return text.replace(LONG_RUN, (run) => "_".repeat(run.length));
}
