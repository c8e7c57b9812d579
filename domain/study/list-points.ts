/**
 * The points of a self-check's answer, a sentence each, in Markdown. Put together again with blanks they
 * are the answer, line ends aside.
 */
export function listPoints(answer: string): string[] {
  const points: string[] = [];
  let current = "";
  // Within code, between two backticks, a full stop is no end of a sentence.
  answer
    .replace(/\s+/g, " ")
    .trim()
    .split("`")
    .forEach((part, at) => {
      const isCode = at % 2 === 1;
      const [first = "", ...rest] = isCode ? [part] : part.split(SENTENCE_END);
      current += at === 0 ? first : `\`${first}`;
      for (const next of rest) {
        points.push(current);
        current = next;
      }
    });
  return [...points, current].filter((point) => point !== "");
}

/** The blank after a full stop, before what begins with a capital, or with code. */
const SENTENCE_END = /(?<=[.!?]["”)]?) (?=["“(]?\p{Lu}|$)/u;
