import { listSentences } from "./sentences";
import { ANSWER_SOURCES } from "./sources";
import type { FailingCharacter } from "./character";
import type { SeenMaterial } from "./read-request";

/** How a model writes debriefs, and doubts them. Without one it makes no point and doubts nothing. */
export type DebriefCharacter = {
  points?: number;
  /** How many of them are said to sink the design; the others weaken it. */
  sinking?: number;
  /** Ids of the criteria that each bears on. */
  criteria?: string[];
  doubts?: "stands" | "doubts" | "refuted";
  /** What becomes of these calls instead. */
  fails?: { debrief?: FailingCharacter; sceptic?: FailingCharacter };
  /** Real milliseconds before an answer. */
  latencyMs?: { debrief?: number; sceptic?: number };
};

/** A debrief whose places are real sentences of the answer. */
export function writeDebrief(
  { points = 0, sinking = 0, criteria = [] }: DebriefCharacter,
  material: SeenMaterial,
): unknown {
  const places = ANSWER_SOURCES.flatMap((source) =>
    listSentences(material.answers[source] ?? "").map((quote) => ({ source, quote })),
  );
  const placeOf = (at: number) => places[at % Math.max(1, places.length)];
  return {
    drawing_notes: [],
    incidents: [],
    points: Array.from({ length: points }, (_, at) => ({
      kind: "mechanism",
      places: [placeOf(at)],
      figures: [],
      consequence: "When this part fails, the rest of the design waits for it.",
      say_instead: "I'd give this part a second copy and say what happens meanwhile.",
      headline: `This part has no second copy, ${"again ".repeat(at)}so it fails alone`,
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
  ids: readonly string[],
): unknown {
  const fault = doubts === "stands" ? "none" : "untrue";
  const doubt = { against: [], reason: "Read again.", fault, verdict: doubts };
  return Object.fromEntries(ids.map((id) => [id, doubt]));
}
