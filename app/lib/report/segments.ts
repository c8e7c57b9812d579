import type { SetAside } from "#domain/grading/grade.schema";

/** A stretch of text that a criterion rests on: UTF-16 offsets, end exclusive. */
export type Span = { start: number; end: number; criterionId: string };

/** A stretch of text that counts as no evidence, and why. */
export type Aside = Pick<SetAside, "start" | "end" | "reason">;

/** A stretch over which the same is said; without criteria and aside it is text nobody marked. */
export type Segment = {
  start: number;
  end: number;
  text: string;
  criterionIds: string[];
  aside: Aside["reason"] | null;
};

/**
 * Cuts a text wherever a span begins or ends, so that overlapping spans can each be drawn and
 * chosen. The segments' texts joined are the text again, whatever the spans: offsets outside the
 * text are clamped, empty spans ignored, and a span that splits a surrogate pair is widened to
 * hold the whole character.
 *
 * @param text as the candidate wrote it
 * @param spans in the order in which their criteria should be named
 * @param asides where two overlap, the first counts
 */
export function segmentText(text: string, spans: Span[], asides: Aside[] = []): Segment[] {
  const sound = keepSound(text, spans);
  const soundAsides = keepSound(text, asides);
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...sound, ...soundAsides]) cuts.add(start).add(end);
  const ordered = [...cuts].sort((a, b) => a - b);
  const spansOver = followCover(sound);
  const asidesOver = followCover(soundAsides);

  const segments: Segment[] = [];
  for (const [index, start] of ordered.entries()) {
    const end = ordered[index + 1];
    if (end === undefined) break;
    const criterionIds = [...new Set(spansOver(start).map((span) => span.criterionId))];
    const aside = asidesOver(start)[0]?.reason ?? null;
    const before = segments.at(-1);
    if (before && before.aside === aside && hasSameIds(before.criterionIds, criterionIds)) {
      before.end = end;
      before.text = text.slice(before.start, end);
    } else {
      segments.push({ start, end, text: text.slice(start, end), criterionIds, aside });
    }
  }
  return segments;
}

type Stretch = { start: number; end: number };

/**
 * What covers a place, in the order given. Asked from left to right, so that each span is looked at
 * while it lasts and not at every cut: a long answer may have thousands.
 */
function followCover<T extends Stretch>(spans: readonly T[]): (at: number) => T[] {
  const waiting = spans.map((span, order) => ({ span, order }));
  waiting.sort((a, b) => a.span.start - b.span.start);
  let next = 0;
  let open: typeof waiting = [];
  return (at) => {
    open = open.filter(({ span }) => span.end > at);
    for (; (waiting[next]?.span.start ?? Infinity) <= at; next += 1) {
      const one = waiting[next];
      if (one && one.span.end > at) open.push(one);
    }
    open.sort((a, b) => a.order - b.order);
    return open.map(({ span }) => span);
  };
}

function keepSound<T extends Stretch>(text: string, spans: T[]): T[] {
  return spans.map((span) => toWholeCharacters(text, span)).filter((span) => span.end > span.start);
}

function toWholeCharacters<T extends Stretch>(text: string, span: T): T {
  const start = Math.min(Math.max(0, Math.trunc(span.start)), text.length);
  const end = Math.min(Math.max(0, Math.trunc(span.end)), text.length);
  return {
    ...span,
    start: isInsidePair(text, start) ? start - 1 : start,
    end: isInsidePair(text, end) ? end + 1 : end,
  };
}

/** Whether the offset lies between the two halves of one character. */
function isInsidePair(text: string, offset: number): boolean {
  return offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
}

function hasSameIds(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
