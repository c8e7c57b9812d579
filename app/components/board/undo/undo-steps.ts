import { parseScene } from "#domain/diagram/parse-scene";
import type { SceneElement } from "#domain/diagram/scene.schema";
import type { Stamped } from "../canvas-changes";

const MAX_STEPS = 50;
/** Of JSON. The oldest steps go first. */
const MAX_CHARS = 300_000;
/** What the editor itself leaves out of its history. */
const UNTOLD = new Set(["id", "version", "versionNonce", "updated", "seed"]);

type Fields = Record<string, unknown>;
/**
 * How to go back over one edit: what changed of each element, by its id, as it was before. Of one that
 * was deleted all of it, since the server forgets what a deleted element looked like.
 */
export type Step = Record<string, Fields>;
type Tools<Element> = {
  /** A new one at each call. */
  nonce: () => number;
  /** The editor's element of one that the server forgot. */
  revive: (element: SceneElement) => Element[];
};
type Kept = { step: Step; chars: number };

/**
 * The candidate's last edits. The editor keeps its history to itself, so this takes what is on the
 * canvas after each edit; from it, `rewind` gives the scenes to lead the editor through after a reload.
 */
export class UndoSteps<Element extends Stamped> {
  #kept: Kept[];
  readonly #seen = new Map<string, Element>();

  /** @param steps from an earlier page, the oldest first; read as anybody's */
  constructor(steps: readonly Step[] = []) {
    this.#kept = steps.map(measure);
    this.#bound();
  }

  list(): Step[] {
    return this.#kept.map(({ step }) => step);
  }

  /** Takes elements as they are: how they came to be so is no edit of this page. */
  rebase(elements: readonly Element[]): void {
    for (const element of elements) this.#seen.set(element.id, { ...element });
  }

  /**
   * Takes what is on the canvas after an edit, or after the editor's own undo of one.
   * @param elements all, deleted ones included
   * @returns whether the steps changed
   */
  take(elements: readonly Element[], isUndo: boolean): boolean {
    const changed = elements.filter((element) => !isSame(this.#seen.get(element.id), element));
    if (changed.length === 0) return false;
    if (isUndo) for (const element of changed) this.#takeBack(element);
    else this.#add(changed);
    this.rebase(changed);
    return true;
  }

  /**
   * The scenes from before the oldest step to what is there now, which is the last and untouched. What
   * another page changed meanwhile is in all of them, as the editor's history has it, too.
   */
  rewind(current: readonly Element[], tools: Tools<Element>): Element[][] {
    const scenes = [[...current]];
    let now = scenes[0] ?? [];
    for (const { step } of this.#kept.toReversed()) {
      now = goBack(now, step, tools);
      scenes.unshift(now);
    }
    return scenes;
  }

  #add(changed: readonly Element[]): void {
    const entries = changed.flatMap((element): [string, Fields][] => {
      const before = this.#seen.get(element.id);
      if (before === undefined) return element.isDeleted ? [] : [[element.id, { isDeleted: true }]];
      // It comes back, if it does, as newer than the deleted one.
      if (!before.isDeleted && element.isDeleted)
        return [[element.id, { ...before, version: element.version }]];
      const fields = pick(before, changedKeys(before, element));
      return Object.keys(fields).length === 0 ? [] : [[element.id, fields]];
    });
    if (entries.length === 0) return;
    this.#kept.push(measure(Object.fromEntries(entries)));
    this.#bound();
  }

  /** What the editor put back is taken out of the newest step that has it. */
  #takeBack(element: Element): void {
    const before = this.#seen.get(element.id);
    const now = new Map(Object.entries(element));
    const keys = before ? changedKeys(before, element) : ["isDeleted"];
    for (const key of keys) {
      const at = this.#kept.findLastIndex(({ step }) => key in (step[element.id] ?? {}));
      const kept = this.#kept[at];
      const fields = kept?.step[element.id];
      if (!kept || !fields || !isEqual(fields[key], now.get(key))) continue;
      const isWhole = key === "isDeleted" && fields["isDeleted"] === false;
      const left = isWhole ? [] : Object.entries(fields).filter(([other]) => other !== key);
      const others = Object.entries(kept.step).filter(([id]) => id !== element.id);
      const own = left.length > 0 ? [[element.id, Object.fromEntries(left)] as const] : [];
      this.#kept[at] = measure(Object.fromEntries([...others, ...own]));
    }
    this.#kept = this.#kept.filter(({ step }) => Object.keys(step).length > 0);
  }

  #bound(): void {
    let chars = this.#kept.reduce((sum, kept) => sum + kept.chars, 0);
    while (this.#kept.length > MAX_STEPS || chars > MAX_CHARS)
      chars -= this.#kept.shift()?.chars ?? 0;
  }
}

function measure(step: Step): Kept {
  return { step, chars: JSON.stringify(step).length };
}

/** The scene before a step. Its elements are copies: the editor may write into what it is handed. */
function goBack<Element extends Stamped>(
  scene: readonly Element[],
  step: Step,
  { nonce, revive }: Tools<Element>,
): Element[] {
  const there = new Map(scene.map((element) => [element.id, element]));
  const sound = new Map(readSound(there, step).map((element) => [element.id, element]));
  let isReordered = false;
  const before = scene.map((element): Element => {
    const [fields, was] = [step[element.id], sound.get(element.id)];
    if (!fields || !was) return { ...element };
    const keys = Object.keys(fields).filter((key) => !UNTOLD.has(key));
    isReordered ||= keys.includes("index");
    return { ...element, ...pick(was, keys), versionNonce: nonce() };
  });
  // What the server forgot is there in full.
  const forgotten = [...sound.values()].filter(({ id }) => !there.has(id));
  for (const element of forgotten) before.push(...revive({ ...element, versionNonce: nonce() }));
  return isReordered || forgotten.length > 0 ? before.sort(byIndex) : before;
}

/** What the step makes of elements, through the filter that all of the drawing passes. */
function readSound(there: ReadonlyMap<string, object>, step: Step): SceneElement[] {
  const elements = Object.entries(step).flatMap(([id, fields]) => {
    const element = there.get(id);
    if (!element && fields["isDeleted"] !== false) return [];
    return [{ ...element, ...fields, id }];
  });
  return parseScene({ elements }).scene.elements;
}

function byIndex(a: object, b: object): number {
  const [x, y] = [indexOf(a), indexOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function indexOf(element: object): string {
  return "index" in element && typeof element.index === "string" ? element.index : "";
}

function isSame(a: Stamped | undefined, b: Stamped): boolean {
  return a?.version === b.version && a.versionNonce === b.versionNonce;
}

function changedKeys(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const keys = new Set([...old.keys(), ...now.keys()]);
  return [...keys].filter((key) => !UNTOLD.has(key) && !isEqual(old.get(key), now.get(key)));
}

function pick(from: object, keys: readonly string[]): Fields {
  const all = new Map(Object.entries(from));
  return Object.fromEntries(keys.flatMap((key) => (all.has(key) ? [[key, all.get(key)]] : [])));
}

/** Of values that JSON can hold, which the filter has put in one order. */
function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
