import { listSentences } from "./sentences";
import { ANSWER_SOURCES } from "./sources";
import type { AnswerSource } from "./sources";
import type { FailingCharacter } from "./character";
import type { SeenClaim, SeenMaterial } from "./read-request";

type FakeDoubt = "stands" | "doubts" | "refuted";
type FakePoint = { places: { source: AnswerSource; quote: string }[]; headline: string };

/** How a model writes debriefs, and doubts them. Without one it makes no point and doubts nothing. */
export type DebriefCharacter = {
  points?: number;
  /** How many of them are said to sink the design; the others weaken it. */
  sinking?: number;
  /** Ids of the criteria that each bears on. */
  criteria?: string[];
  /** Its points about this answer, where they aren't any sentences of it. */
  finds?: (material: SeenMaterial) => FakePoint[];
  doubts?: FakeDoubt | ((claim: string) => FakeDoubt);
  /** What becomes of these calls instead. */
  fails?: { debrief?: FailingCharacter; sceptic?: FailingCharacter };
  /** Real milliseconds before an answer. */
  latencyMs?: { debrief?: number; sceptic?: number };
};

/** A debrief whose places are real sentences of the answer. */
export function writeDebrief(
  { points = 0, sinking = 0, criteria = [], finds }: DebriefCharacter,
  material: SeenMaterial,
): unknown {
  const places = ANSWER_SOURCES.flatMap((source) =>
    listSentences(material.answers[source] ?? "").map((quote) => ({ source, quote })),
  );
  const placeOf = (at: number) => places[at % Math.max(1, places.length)];
  const made =
    finds?.(material) ??
    Array.from({ length: points }, (_, at) => ({
      places: [placeOf(at)],
      headline: `This part has no second copy, ${"again ".repeat(at)}so it fails alone`,
    }));
  return {
    drawing_notes: [],
    incidents: [],
    points: made.map(({ places, headline }, at) => ({
      kind: "mechanism",
      places,
      figures: [],
      consequence: "When this part fails, the rest of the design waits for it.",
      say_instead: "I'd give this part a second copy and say what happens meanwhile.",
      headline,
      danger: at < sinking ? "sinks" : "weakens",
      section: "architecture",
      criteria,
      failure: "",
    })),
    also: [],
    strengths: [{ place: placeOf(0), why: "It decides something that the rest builds on." }],
    heart: "The parts follow from what the case asks for.",
    sinks: sinking > 0 ? "A part that fails takes the rest with it." : "",
    next_question: "What happens first when this part fails?",
  };
}

export function doubtClaims(
  { doubts = "stands" }: DebriefCharacter,
  claims: readonly SeenClaim[],
): unknown {
  const doubt = (claim: string): unknown => {
    const verdict = typeof doubts === "string" ? doubts : doubts(claim);
    const fault = verdict === "stands" ? "none" : "untrue";
    return { against: [], reason: "Read again.", fault, verdict };
  };
  return Object.fromEntries(claims.map(({ id, claim }) => [id, doubt(claim)]));
}
