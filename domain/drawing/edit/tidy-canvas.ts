import type { SceneElement } from "../../diagram/scene.schema";
import { change } from "./edits";
import type { Chance } from "./edits";

const MOVED_PX = 0.01;

/** The elements as they will be. */
export class Canvas {
  private readonly now: Map<string, SceneElement>;

  constructor(private readonly before: readonly SceneElement[]) {
    this.now = new Map(before.map((element) => [element.id, element]));
  }

  get(id: string): SceneElement | undefined {
    return this.now.get(id);
  }

  put(element: SceneElement): void {
    this.now.set(element.id, element);
  }

  move(id: string, dx: number, dy: number): void {
    const element = this.now.get(id);
    if (element) this.put({ ...element, x: element.x + dx, y: element.y + dy });
  }

  live(): SceneElement[] {
    return [...this.now.values()].filter(({ isDeleted }) => !isDeleted);
  }

  changes(chance: Chance): SceneElement[] {
    const old = new Map(this.before.map((element) => [element.id, element]));
    return [...this.now.values()].flatMap((element) => {
      const was = old.get(element.id);
      if (was && isSame(was, element)) return [];
      return [was ? change(element, {}, chance) : element];
    });
  }
}

/** The same but for what calculating leaves of a number. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) < MOVED_PX;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return keys.length === others.length && keys.every((key) => isSame(left[key], right[key]));
}
