/** Which part of a drawing is seen, as the editor counts it: scroll in px of the drawing. */
export type View = { scrollX: number; scrollY: number; zoom: number };

const KEY = "board-views";
/** More attempts than one has under way; the least recently seen goes. */
const MAX_VIEWS = 30;

type Kept = [key: string, scrollX: number, scrollY: number, zoom: number];

/** The view of a drawing that this browser last had; null when it has none, or none that is sound. */
export function readView(key: string): View | null {
  const kept = readAll().find(([ofKey]) => ofKey === key);
  return kept ? { scrollX: kept[1], scrollY: kept[2], zoom: kept[3] } : null;
}

/** Keeps a view; a browser that stores nothing opens drawings fitted. */
export function keepView(key: string, { scrollX, scrollY, zoom }: View): void {
  const others = readAll().filter(([ofKey]) => ofKey !== key);
  const kept: Kept[] = [[key, scrollX, scrollY, zoom], ...others];
  try {
    localStorage.setItem(KEY, JSON.stringify(kept.slice(0, MAX_VIEWS)));
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
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [key, ...numbers] = value as unknown[];
  return typeof key === "string" && numbers.every(Number.isFinite) && Number(numbers[2]) > 0;
}
