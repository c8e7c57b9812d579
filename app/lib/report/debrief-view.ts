import { SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { DrawnPart } from "#domain/diagram/name-parts";
import type { Danger } from "#domain/grading/debrief.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type {
  DebriefGiven,
  LeftOutReason,
  ShownDebrief,
  ShownPoint,
} from "#domain/grading/shown-debrief";
import type { Span } from "./segments";

/** Where a point or a strength rests. `id` is what lights up: `p1.0`, which no criterion is called. */
export type PlaceView = { id: string } & (
  | { kind: "text"; section: SectionId; quote: string; start: number; end: number }
  | { kind: "reply"; turn: number; section: SectionId; quote: string; start: number; end: number }
  | { kind: "drawing"; parts: DrawnPart[]; elementIds: string[] }
);

/** A point in its place among the others, from 1. */
export type PointView = Omit<ShownPoint, "places"> & { number: number; places: PlaceView[] };

type AsideView = { number: number; place: PlaceView; says: string };
type StrengthView = { number: number; place: PlaceView; why: string };

export type MadeView = Pick<ShownDebrief, "isLater" | "heart" | "sinks" | "nextQuestion"> & {
  kind: "made";
  points: PointView[];
  asides: AsideView[];
  strengths: StrengthView[];
};

/** Null for grades that are older than debriefs, for drills and estimates. */
export type DebriefView = MadeView | { kind: "left_out"; reason: LeftOutReason } | null;

export function viewDebrief(given: DebriefGiven, drawing: readonly DrawnPart[]): DebriefView {
  if (given === null) return null;
  if ("leftOut" in given) return { kind: "left_out", reason: given.leftOut };
  const { isLater, heart, sinks, nextQuestion, points, asides, strengths } = given;
  const known = new Map(drawing.map((part) => [part.id, part]));
  return {
    kind: "made",
    isLater,
    heart,
    sinks,
    nextQuestion,
    points: points.map((point, index) => ({
      ...point,
      number: index + 1,
      places: point.places.map((place, at) => viewPlace(place, `${point.id}.${at}`, known)),
    })),
    asides: asides.map(({ place, says }, index) => ({
      number: index + 1,
      place: viewPlace(place, `a${index + 1}.0`, known),
      says,
    })),
    strengths: strengths.map(({ place, why }, index) => ({
      number: index + 1,
      place: viewPlace(place, `s${index + 1}.0`, known),
      why,
    })),
  };
}

/** What is to be known of a debrief beside the level; null where there is nothing. */
export function sayDebriefNote(debrief: DebriefView): string | null {
  if (debrief === null) return null;
  if (debrief.kind === "left_out") return LEFT_OUT_WORDS[debrief.reason];
  if (debrief.isLater) return "The debrief was written after the grade, and changed nothing in it.";
  return debrief.points.some(({ danger }) => danger === "sinks")
    ? "The score adds up the criteria. A point that sinks the design takes nothing off by itself."
    : null;
}

function viewPlace(place: Evidence, id: string, known: ReadonlyMap<string, DrawnPart>): PlaceView {
  switch (place.source) {
    case "text": {
      const { section, quote, start, end } = place;
      return { id, kind: "text", section, quote, start, end };
    }
    case "interview": {
      const { turn, section, quote, start, end } = place;
      return { id, kind: "reply", turn, section, quote, start, end };
    }
    case "diagram": {
      const parts = place.ids.flatMap((part) => known.get(part) ?? []);
      return { id, kind: "drawing", parts, elementIds: place.elementIds };
    }
  }
}

function listPlaces(debrief: DebriefView): PlaceView[] {
  if (debrief?.kind !== "made") return [];
  const { points, asides, strengths } = debrief;
  return [
    ...points.flatMap(({ places }) => places),
    ...[...asides, ...strengths].map(({ place }) => place),
  ];
}

/** The stretches of a section's text, or of the reply to a follow-up, that a debrief rests on. */
export function spansOf(
  debrief: DebriefView,
  where: { section: SectionId } | { turn: number },
): Span[] {
  return listPlaces(debrief).flatMap((place) => {
    const isHere =
      "turn" in where
        ? place.kind === "reply" && place.turn === where.turn
        : place.kind === "text" && place.section === where.section;
    if (!isHere || place.kind === "drawing") return [];
    return [{ start: place.start, end: place.end, criterionId: place.id }];
  });
}

/** Numbers of the points that say of a criterion what its note would. */
export function listSaying(debrief: DebriefView, criterionId: string): number[] {
  if (debrief?.kind !== "made") return [];
  return debrief.points.flatMap(({ criterionIds, number }) =>
    criterionIds.includes(criterionId) ? [number] : [],
  );
}

export const DANGER_WORDS: Record<Danger, string> = {
  sinks: "Sinks it",
  weakens: "Weakens it",
  polish: "Polish",
};

/** Why a report has no debrief, in a sentence. */
const LEFT_OUT_WORDS: Record<LeftOutReason, string> = {
  money: "No debrief: this server’s spending limit had no room left for one.",
  time: "No debrief: the model ran out of time for one.",
  at_home: "No debrief yet: this model answers one question at a time, and the grade came first.",
  failed: "No debrief: the model’s server failed while writing it.",
  refused: "No debrief: the model declined to write one.",
  invalid_reply: "No debrief: what the model wrote couldn’t be checked.",
};

/** Where a place is, in words. */
export function sayWhere(place: PlaceView): string {
  switch (place.kind) {
    case "text":
      return SECTION_TITLES[place.section];
    case "reply":
      return "In a reply";
    case "drawing":
      return "In the drawing";
  }
}
