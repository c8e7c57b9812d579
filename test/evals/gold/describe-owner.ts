import type { GoldAnswer } from "./compose-answers";

/** Whose words a quote is, when they are not those of the criterion itself; "" when they are. */
export function describeOwner(
  quote: string,
  criterionId: string,
  { paragraphs }: GoldAnswer,
): string {
  const source = paragraphs.find(({ text }) => text.includes(quote));
  if (!source || source.criterionId === criterionId) return "";
  return source.criterionId === null ? "filler" : `the facts of ${source.criterionId}`;
}
