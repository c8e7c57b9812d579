import type { Home } from "#server/practice/get-home";

export type HomePart = "open" | "due" | "track" | "round";

/**
 * The one thing that a home leads with: what runs, else what is due, else the week's work, else a round
 * to start.
 */
export function chooseLead({ open, due, track }: Pick<Home, "open" | "due" | "track">): HomePart {
  if (open !== null) return "open";
  if (due.drills.length > 0) return "due";
  const week = track?.weeks.find(({ number }) => number === track.week);
  return week !== undefined && week.done < week.of ? "track" : "round";
}
