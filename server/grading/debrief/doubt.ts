import { DANGERS } from "#domain/grading/debrief.schema";
import { checkPlace } from "../verify-answer";
import { toDropped } from "./check-reply";
import type { Danger, DebriefPoint } from "#domain/grading/debrief.schema";
import type { Verification } from "../verification";
import type { CheckedPoint, CheckedReply, Dropped } from "./check-reply";
import type { Claim } from "./prompt";
import type { Doubt } from "./reply.schema";

const DIAGNOSIS = "diagnosis";

export type Doubted = Omit<CheckedReply, "points"> & { points: DebriefPoint[] };

/** What a sceptic is asked about: the points, the smaller things, and what is said to sink the design. */
export function listClaims({ points, asides, sinks }: CheckedReply): Claim[] {
  const claims = points.map(({ id, headline, consequence, places, danger }) => ({
    id,
    headline,
    follows: consequence,
    places,
    sinks: danger === "sinks",
  }));
  const smaller = asides.map(({ says, place }, index) => ({
    id: asideId(index),
    headline: says,
    follows: "",
    places: [place],
    sinks: false,
  }));
  const whole = { id: DIAGNOSIS, headline: sinks, follows: "", places: [], sinks: true };
  return [...claims, ...smaller, ...(sinks === "" ? [] : [whole])];
}

function asideId(index: number): string {
  return `a${index + 1}`;
}

/**
 * What the sceptic leaves: what it refutes is dropped, what it doubts loses a degree, what it only finds
 * too small to sink weakens, and of the smaller things those against which nothing is said. That the answer
 * speaks against a claim needs words that are there; else it is a doubt.
 */
export function applyDoubts(
  reply: CheckedReply,
  doubts: Readonly<Record<string, Doubt>>,
  verification: Verification,
): Doubted {
  const points: DebriefPoint[] = [];
  const dropped: Dropped[] = [...reply.dropped];
  for (const point of reply.points) {
    const doubt = doubts[point.id];
    const settled = settle(point, doubt, verification);
    if (settled === null) dropped.push(toDropped(point.headline, `The sceptic: ${doubt?.reason}`));
    else points.push(settled);
  }
  const asides = reply.asides.filter((_, index) =>
    ["stands", "smaller"].includes(verdictOf(doubts[asideId(index)], verification)),
  );
  const isSinking = points.length > 0 && verdictOf(doubts[DIAGNOSIS], verification) === "stands";
  points.sort((a, b) => DANGERS.indexOf(a.danger) - DANGERS.indexOf(b.danger));
  return { ...reply, sinks: isSinking ? reply.sinks : "", points, asides, dropped };
}

/** Null where it falls. */
function settle(
  point: CheckedPoint,
  doubt: Doubt | undefined,
  verification: Verification,
): DebriefPoint | null {
  const verdict = verdictOf(doubt, verification);
  if (verdict === "stands") return { ...point, sceptic: "stands" };
  if (verdict === "smaller") {
    return {
      ...point,
      danger: point.danger === "sinks" ? "weakens" : point.danger,
      sceptic: "stands",
    };
  }
  const lowered: Danger | undefined = DANGERS[DANGERS.indexOf(point.danger) + 1];
  if (verdict === "refuted" || lowered === undefined) return null;
  return { ...point, danger: lowered, sceptic: "doubted" };
}

function verdictOf(doubt: Doubt | undefined, verification: Verification): Doubt["verdict"] {
  if (!doubt) return "doubts";
  const { verdict, fault, against } = doubt;
  if (verdict !== "refuted") return verdict;
  // Refuted for no fault: it may have been told to.
  if (fault === "none") return "doubts";
  if (fault !== "answered") return "refuted";
  const isFound = against.some((claim) => typeof checkPlace(claim, verification) !== "string");
  return isFound ? "refuted" : "doubts";
}
