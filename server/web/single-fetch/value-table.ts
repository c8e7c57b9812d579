import type { EncodePlugin } from "turbo-stream";
import { settle } from "./settle";
import type { Settled } from "./settle";

/**
 * Every value of a document once, in the order found: entry n is the text of value n, and entries
 * name each other by number. Nothing recurses: the values that have no entry yet are what is left.
 */
export type ValueTable = {
  readonly values: unknown[];
  /** How many of them have an entry. */
  written: number;
  /** Number of each value. */
  readonly places: Map<unknown, number>;
  /** Promises met since they were last collected, by number. */
  readonly promises: Map<number, Promise<Settled>>;
  /** Holes of sparse arrays that may still come. */
  holesLeft: number;
  readonly plugins: readonly EncodePlugin[];
  /** Asked about what nothing else could write. */
  readonly postPlugins: readonly EncodePlugin[];
};

/** What the format says in place of a number. */
const HOLE = -1;
const NOT_A_NUMBER = -2;
const MINUS_INFINITY = -3;
const MINUS_ZERO = -4;
const NULL = -5;
const INFINITY = -6;
const UNDEFINED = -7;

/**
 * The format spends characters on each hole, so `[, , …]` of length 10⁷ is a small value and 30 MB.
 * No page of ours sends a hole; this leaves room for an array with a few.
 */
export const MAX_HOLES = 1_000;
/** References between two looks at the event loop: about a millisecond. */
const BATCH = 2_000;

export function createValueTable(plugins: {
  plugins?: readonly EncodePlugin[];
  postPlugins?: readonly EncodePlugin[];
}): ValueTable {
  return {
    values: [],
    written: 0,
    places: new Map(),
    promises: new Map(),
    holesLeft: MAX_HOLES,
    plugins: plugins.plugins ?? [],
    postPlugins: plugins.postPlugins ?? [],
  };
}

/** @returns the value's number, or below zero what stands for it; a new one waits to be written */
export function refer(table: ValueTable, value: unknown): number {
  if (value === undefined) return UNDEFINED;
  if (value === null) return NULL;
  if (typeof value === "number") {
    if (Number.isNaN(value)) return NOT_A_NUMBER;
    if (value === Number.POSITIVE_INFINITY) return INFINITY;
    if (value === Number.NEGATIVE_INFINITY) return MINUS_INFINITY;
    if (Object.is(value, -0)) return MINUS_ZERO;
  }
  const known = table.places.get(value);
  if (known !== undefined) return known;
  const place = table.values.push(value) - 1;
  table.places.set(value, place);
  return place;
}

/**
 * Writes the entries of the values that wait, and of those they hold, with commas between. Yields
 * what it has after every batch of references, within one value too.
 * @throws TypeError for more than `MAX_HOLES` holes, and for what neither the format nor a plugin knows
 */
export function* writeWaiting(table: ValueTable): Generator<string, void, undefined> {
  let text = "";
  let left = BATCH;
  while (table.written < table.values.length) {
    const { open, parts, close } = describe(table, table.values[table.written]);
    text += open;
    let separator = "";
    for (const part of parts) {
      text += separator + part;
      separator = ",";
      left -= 1;
      if (left > 0) continue;
      yield text;
      text = "";
      left = BATCH;
    }
    table.written += 1;
    text += table.written < table.values.length ? `${close},` : close;
    left -= 1;
  }
  yield text;
}

type Described = { open: string; parts: Iterable<string>; close: string };

const NOTHING: readonly string[] = [];
const whole = (text: string): Described => ({ open: text, parts: NOTHING, close: "" });

function describe(table: ValueTable, value: unknown): Described {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return whole(JSON.stringify(value));
    case "bigint":
      return whole(`["B","${value}"]`);
    case "symbol": {
      const key = Symbol.keyFor(value);
      return key === undefined
        ? describeOther(table, value)
        : whole(`["Y",${JSON.stringify(key)}]`);
    }
    case "object":
      if (Array.isArray(value)) return { open: "[", parts: elements(table, value), close: "]" };
      return (
        askPlugins(table, table.plugins, value) ??
        (value && describeBuiltIn(table, value)) ??
        describeOther(table, value)
      );
    default:
      return askPlugins(table, table.plugins, value) ?? describeOther(table, value);
  }
}

function describeBuiltIn(table: ValueTable, value: object): Described | null {
  // JSON has no NaN, and a date of "" is as invalid.
  if (value instanceof Date)
    return whole(`["D",${Number.isNaN(value.getTime()) ? '""' : value.getTime()}]`);
  if (value instanceof URL) return whole(`["U",${JSON.stringify(value.href)}]`);
  if (value instanceof RegExp)
    return whole(`["R",${JSON.stringify(value.source)},${JSON.stringify(value.flags)}]`);
  if (value instanceof Set) return tagged(table, "S", value);
  if (value instanceof Map) return tagged(table, "M", flat(value));
  if (value instanceof Promise) {
    const place = table.written;
    table.promises.set(place, settle(value));
    return whole(`["P",${place}]`);
  }
  // Without its name: the reader calls whatever global function a name says.
  if (value instanceof Error) return whole(`["E",${JSON.stringify(value.message)}]`);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return { open: '["N",{', parts: fields(table, value), close: "}]" };
  if (isPlain(prototype)) return { open: "{", parts: fields(table, value), close: "}" };
  return null;
}

/** What only a plugin can say: instances of classes, functions, symbols of one's own. */
function describeOther(table: ValueTable, value: unknown): Described {
  const described = askPlugins(table, table.postPlugins, value);
  if (described === null) throw new TypeError(`cannot encode a ${typeof value} of this kind`);
  return described;
}

function askPlugins(
  table: ValueTable,
  plugins: readonly EncodePlugin[],
  value: unknown,
): Described | null {
  for (const plugin of plugins) {
    const said = plugin(value);
    if (!Array.isArray(said)) continue;
    const [name, ...rest] = said;
    return tagged(table, name, rest);
  }
  return null;
}

function tagged(table: ValueTable, tag: string, values: Iterable<unknown>): Described {
  return { open: "[", parts: tagAndReferences(table, tag, values), close: "]" };
}

function* tagAndReferences(
  table: ValueTable,
  tag: string,
  values: Iterable<unknown>,
): Iterable<string> {
  yield JSON.stringify(tag);
  for (const value of values) yield String(refer(table, value));
}

function* flat(map: ReadonlyMap<unknown, unknown>): Iterable<unknown> {
  for (const pair of map) yield* pair;
}

function* elements(table: ValueTable, array: readonly unknown[]): Iterable<string> {
  for (let index = 0; index < array.length; index += 1) {
    if (index in array) {
      yield String(refer(table, array[index]));
      continue;
    }
    table.holesLeft -= 1;
    if (table.holesLeft < 0) throw new TypeError(`more than ${MAX_HOLES} holes in sparse arrays`);
    yield String(HOLE);
  }
}

/** Without "__proto__", which JSON can hold: the reader would set the object's prototype by it. */
function* fields(table: ValueTable, value: object): Iterable<string> {
  for (const key of Object.keys(value)) {
    if (key === "__proto__") continue;
    yield `"_${refer(table, key)}":${refer(table, Reflect.get(value, key))}`;
  }
}

const OBJECT_MEMBERS = membersOf(Object.prototype);

/** Objects of another realm count too: their prototype has the same members. */
function isPlain(prototype: unknown): boolean {
  return prototype === Object.prototype || membersOf(prototype) === OBJECT_MEMBERS;
}

function membersOf(prototype: unknown): string {
  return Object.getOwnPropertyNames(prototype).sort().join("\0");
}
