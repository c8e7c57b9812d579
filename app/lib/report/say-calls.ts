import type { CallProgress } from "#server/db/tables/grades";

/** How far a model is that answers one call after the other, and how long it will take. */
export function sayCalls({ answered, planned, eachMs }: CallProgress): string {
  const left = planned - answered;
  if (left <= 0) {
    return `The model has given ${answered} replies. What was in doubt is being asked again.`;
  }
  const replies = `${answered} of ${planned} replies are there; what is in doubt is asked again after these.`;
  return eachMs === null ? replies : `${replies} These take ${sayMinutes(left * eachMs)} more.`;
}

function sayMinutes(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  return minutes === 1 ? "about a minute" : `about ${minutes} minutes`;
}
