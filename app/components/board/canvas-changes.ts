/** What tells one state of an element from another. */
export type Stamped = { id: string; version: number; versionNonce: number; isDeleted: boolean };

export type CanvasChange<Element> = {
  changed: Element[];
  /** Which of them were not there before. */
  added: Set<string>;
  /** Elements that vanished without leaving a deleted one behind. */
  gone: Element[];
};

/**
 * Finds what the candidate changed. Excalidraw calls its onChange on mount, hover and selection too,
 * and hands over all elements each time: only another version or nonce is a change.
 */
export class CanvasChanges<Element extends Stamped> {
  readonly #seen = new Map<string, Element>();
  readonly #bumpedVersions = new Map<string, number>();
  #isPrimed = false;

  /**
   * @param elements all of the canvas, deleted ones included
   * @param unfinishedId the element under the pointer: reported once it is done
   */
  take(elements: readonly Element[], unfinishedId: string | null): CanvasChange<Element> {
    const change: CanvasChange<Element> = { changed: [], added: new Set(), gone: [] };
    const present = new Set<string>();
    for (const element of elements) {
      present.add(element.id);
      const before = this.#seen.get(element.id);
      if (element.id === unfinishedId || (before && isSame(before, element))) continue;
      this.#seen.set(element.id, { ...element });
      if (before === undefined) change.added.add(element.id);
      if (this.#isPrimed) change.changed.push(this.#bumpVersion(element));
    }
    for (const [id, element] of this.#seen) {
      if (present.has(id)) continue;
      this.#seen.delete(id);
      if (!element.isDeleted) change.gone.push(this.#markDeleted(element));
    }
    // The first call shows what was given, repaired by Excalidraw: nobody changed anything yet.
    this.#isPrimed = true;
    return change;
  }

  /** Drops an element that never should have been there: its going is no change. */
  forget(id: string): void {
    this.#seen.delete(id);
  }

  #markDeleted(element: Element): Element {
    const version = Math.max(element.version, this.#bumpedVersions.get(element.id) ?? 0) + 1;
    this.#bumpedVersions.set(element.id, version);
    return { ...element, version, isDeleted: true };
  }

  /** An element that comes back after it was buried must outrank its own grave. */
  #bumpVersion(element: Element): Element {
    const buried = this.#bumpedVersions.get(element.id);
    if (buried === undefined) return element;
    if (element.version > buried) {
      this.#bumpedVersions.delete(element.id);
      return element;
    }
    this.#bumpedVersions.set(element.id, buried + 1);
    return { ...element, version: buried + 1 };
  }
}

function isSame(a: Stamped, b: Stamped): boolean {
  return a.version === b.version && a.versionNonce === b.versionNonce;
}
