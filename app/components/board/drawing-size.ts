import { MAX_SCENE_BYTES, type SceneElement } from "#domain/diagram/scene.schema";

const encoder = new TextEncoder();

/**
 * Bytes of what is drawn, as the server counts them, so that what does not fit there is taken off the
 * canvas at once. Only what changed is measured.
 */
export class DrawingSize {
  readonly #bytesOf = new Map<string, number>();
  #total = 0;

  constructor(elements: readonly SceneElement[]) {
    for (const element of elements) this.#set(element.id, measure(element));
  }

  /**
   * Counts what changed. Changes to what was there are always taken, for the server to judge.
   * @param added ids of what is new
   * @returns the new ones that the drawing has no room for; they are not counted
   */
  take(changed: readonly SceneElement[], added: ReadonlySet<string>): Set<string> {
    const surplus = new Set<string>();
    const sized = changed.map((element) => ({ id: element.id, bytes: measure(element) }));
    for (const { id, bytes } of sized) if (!added.has(id)) this.#set(id, bytes);
    for (const { id, bytes } of sized) {
      if (!added.has(id)) continue;
      if (bytes > 0 && this.#total + bytes > MAX_SCENE_BYTES) surplus.add(id);
      else this.#set(id, bytes);
    }
    return surplus;
  }

  #set(id: string, bytes: number): void {
    this.#total += bytes - (this.#bytesOf.get(id) ?? 0);
    this.#bytesOf.set(id, bytes);
  }
}

/** A deleted element makes room. */
function measure(element: SceneElement): number {
  return element.isDeleted ? 0 : encoder.encode(JSON.stringify(element)).length;
}
