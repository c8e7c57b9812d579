import { createKeptList } from "~/lib/kept-list";

/** Which part of a drawing is seen, as the editor counts it: scroll in px of the drawing. */
export type View = { scrollX: number; scrollY: number; zoom: number };

type Kept = [key: string, scrollX: number, scrollY: number, zoom: number];

const views = createKeptList("board-views", isKept);

/** The view of a drawing that this browser last had; null when it has none, or none that is sound. */
export function readView(key: string): View | null {
  const kept = views.find(key);
  return kept && { scrollX: kept[1], scrollY: kept[2], zoom: kept[3] };
}

/** Keeps a view; a browser that stores nothing opens drawings fitted. */
export function keepView(key: string, { scrollX, scrollY, zoom }: View): void {
  views.keep([key, scrollX, scrollY, zoom]);
}

function isKept(value: unknown): value is Kept {
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [key, ...numbers] = value as unknown[];
  return typeof key === "string" && numbers.every(Number.isFinite) && Number(numbers[2]) > 0;
}
