import { createKeptList } from "~/lib/kept-list";

type Kept = [attemptId: string, questionIds: string[]];

const pins = createKeptList("room-pins", isKept);

/** The questions of an attempt whose answers are pinned in this browser. */
export function readPins(attemptId: string): string[] {
  return pins.find(attemptId)?.[1] ?? [];
}

/** Keeps them; in a browser that stores nothing they are pinned until the page is left. */
export function keepPins(attemptId: string, questionIds: string[]): void {
  pins.keep([attemptId, questionIds]);
}

function isKept(value: unknown): value is Kept {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [id, questionIds] = value as unknown[];
  return (
    typeof id === "string" &&
    Array.isArray(questionIds) &&
    questionIds.every((one) => typeof one === "string")
  );
}
