const KEY = "room-pins";
/** More attempts than one has under way; the least recently pinned goes. */
const MAX_ATTEMPTS = 30;

type Kept = [attemptId: string, questionIds: string[]];

/** The questions of an attempt whose answers are pinned in this browser. */
export function readPins(attemptId: string): string[] {
  return readAll().find(([id]) => id === attemptId)?.[1] ?? [];
}

/** Keeps them; in a browser that stores nothing they are pinned until the page is left. */
export function keepPins(attemptId: string, questionIds: string[]): void {
  const kept: Kept[] = [[attemptId, questionIds], ...readAll().filter(([id]) => id !== attemptId)];
  try {
    localStorage.setItem(KEY, JSON.stringify(kept.slice(0, MAX_ATTEMPTS)));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function readAll(): Kept[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isKept) : [];
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return [];
    throw error;
  }
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
