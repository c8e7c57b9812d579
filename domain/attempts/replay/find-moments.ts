import type { TextId } from "../answer.schema";
import { applyFrame, emptyState } from "./timeline";
import type { ReplayFrame, ReplayState } from "./timeline";

/** What has to be there: stretches of text, word for word, and elements of the drawing. */
export type Wanted = {
  id: string;
  quotes: readonly { in: TextId; text: string }[];
  elementIds: readonly string[];
};

/**
 * When each of these was there for the first time, all of it at once; absent where it never was, and
 * where nothing is wanted. Milliseconds since the start.
 */
export function findMoments(
  frames: readonly ReplayFrame[],
  wanted: readonly Wanted[],
): Map<string, number> {
  const moments = new Map<string, number>();
  let open = wanted.filter(({ quotes, elementIds }) => quotes.length + elementIds.length > 0);
  const state = emptyState();
  for (const frame of frames) {
    applyFrame(state, frame);
    for (const one of open) if (isThere(state, one)) moments.set(one.id, frame.at);
    open = open.filter(({ id }) => !moments.has(id));
    if (open.length === 0) break;
  }
  return moments;
}

function isThere({ texts, elements }: ReplayState, { quotes, elementIds }: Wanted): boolean {
  return (
    elementIds.every((id) => elements.has(id)) &&
    quotes.every((quote) => texts[quote.in].includes(quote.text))
  );
}
