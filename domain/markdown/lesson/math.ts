import temml from "temml";

/** Stands before mathematics in a code span or fence; no text of a person has it. */
export const MATH_SIGN = "\uE000";

const FENCE = /^ {0,3}(?:```|~~~)/;
/**
 * A code span, which is left as it is, a dollar that is meant as one, or `$…$` with no blank inside its
 * dollars and no digit after them: "$5 and $6" are prices.
 */
const INLINE = /`[^`]*`|\\\$|\$(?!\s)((?:[^$\\\n]|\\[^\n])+?)(?<!\s)\$(?!\d)/g;

/** One formula and the line it begins on, from 1. */
type Formula = { tex: string; line: number; isDisplay: boolean };

/**
 * Marks `$…$` and `$$…$$` (on lines of their own) as code, so that the parser of Markdown leaves what is
 * between them alone. `renderLesson` finds them by their sign.
 */
export function markMath(markdown: string): string {
  return walk(markdown).text;
}

export function listFormulas(markdown: string): Formula[] {
  return walk(markdown).formulas;
}

/** @returns what is wrong with a formula; null where it can be shown */
export function findMathFault({ tex, isDisplay }: Formula): string | null {
  try {
    temml.renderToString(tex, { displayMode: isDisplay, throwOnError: true });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

/** A variable, as browsers would draw it from a font of mathematics, which many devices lack. */
const LETTER = /<mi>(\p{L})<\/mi>/gu;

/**
 * MathML whose variables have a class, so that the page's own font draws them. A formula that can't be
 * read is shown as it was written, in red.
 */
export function renderMath(tex: string, isDisplay: boolean): string {
  const written = temml.renderToString(tex, { displayMode: isDisplay, throwOnError: false });
  // The middle dot looks like the dot operator, and every font has it.
  return written.replace(LETTER, '<mi class="math-letter">$1</mi>').replaceAll("⋅", "·");
}

function walk(markdown: string): { text: string; formulas: Formula[] } {
  const formulas: Formula[] = [];
  let isCode = false;
  let display: Formula | null = null;
  const lines = markdown.split("\n").map((text, at) => {
    if (display === null && FENCE.test(text)) isCode = !isCode;
    if (isCode) return text;
    if (text.trim() === "$$") {
      if (display === null) {
        display = { tex: "", line: at + 1, isDisplay: true };
        return `\`\`\`${MATH_FENCE}`;
      }
      formulas.push(display);
      display = null;
      return "```";
    }
    if (display !== null) {
      display.tex += `${text}\n`;
      return text;
    }
    return text.replace(INLINE, (whole: string, tex: string | undefined) => {
      if (tex === undefined) return whole;
      formulas.push({ tex, line: at + 1, isDisplay: false });
      return `\`${MATH_SIGN}${tex}\``;
    });
  });
  if (display !== null) formulas.push(display);
  return { text: lines.join("\n"), formulas };
}

/** The language of a fence that holds a formula. */
export const MATH_FENCE = "math";
