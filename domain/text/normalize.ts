/** Longest run of marks that any writing needs: Unicode's stream-safe format (UAX 15, section 13). */
const MAX_MARKS = 30;
const LONG_MARKS = new RegExp(String.raw`(\p{M}{${MAX_MARKS}})\p{M}+`, "gu");

/**
 * A text in a normal form, without what goes beyond 30 marks in a row: marks are put in order, which
 * takes the square of their number.
 */
export function normalize(text: string, form: "NFC" | "NFD" | "NFKC"): string {
  return text.replace(LONG_MARKS, "$1").normalize(form);
}

/** A text without marks, also without those of letters that hold one ("é"). */
export function stripMarks(text: string): string {
  return text
    .replace(/\p{M}+/gu, "")
    .normalize("NFD")
    .replace(/\p{M}+/gu, "");
}
