import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { decode, encode as original } from "turbo-stream";
import { describe, expect, it } from "vitest";
import { encode } from "./encode";
import { MAX_HOLES } from "./value-table";

/** Read back as the browser does it, once nothing more comes. */
async function read(stream: ReadableStream<Uint8Array>): Promise<unknown> {
  const { value, done } = await decode(stream);
  await done;
  return value;
}

const sameAfterwards = (input: unknown) => read(encode(input));

/** Leaves as fast-check's own, but no invalid date, which the original encoder can't send. */
const leaf = [
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.string(),
  fc.constantFrom(null, undefined),
  fc.date({ noInvalidDate: true }),
];

const anything = fc.anything({
  values: leaf,
  withBigInt: true,
  withMap: true,
  withSet: true,
  withSparseArray: true,
  withNullPrototype: true,
  maxDepth: 6,
  key: fc.string().filter((key) => key !== "__proto__"),
});

function nest(levels: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

function countLevels(value: unknown): number {
  let levels = 0;
  let at = value;
  while (typeof at === "object" && at !== null && "value" in at) {
    at = at.value;
    levels += 1;
  }
  return levels;
}

describe("what is read back", () => {
  it("is what the original encoder sends", async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (input) => {
        expect(await sameAfterwards(input)).toStrictEqual(await read(original(input)));
      }),
    );
  });

  it("is the same value", async () => {
    const twice = { shared: "x" };
    const withHole: unknown[] = [];
    withHole[1] = "after a hole";
    const input = {
      undefined,
      null: null,
      nan: NaN,
      zero: 0,
      minusZero: -0,
      many: [Infinity, -Infinity],
      when: new Date(0),
      url: new URL("http://a.example/?b"),
      pattern: /a"b/gi,
      big: 12n,
      symbol: Symbol.for("s"),
      set: new Set(["1"]),
      map: new Map([[{ a: 1 }, [2]]]),
      twice: [twice, twice],
      text: 'line\n"\u2028\ud800',
      holes: withHole,
    };
    expect(await sameAfterwards(input)).toStrictEqual(input);
    expect(await sameAfterwards(0)).toBe(0);
    expect(await sameAfterwards(undefined)).toBe(undefined);
  });

  it("keeps a value that holds itself", async () => {
    const input: { self?: unknown } = {};
    input.self = input;
    const output = await sameAfterwards(input);
    expect(output).toHaveProperty("self", output);
  });

  it("keeps an invalid date, which broke the whole page", async () => {
    expect(await sameAfterwards({ when: new Date(NaN) })).toEqual({ when: new Date(NaN) });
  });

  it("leaves __proto__ out, which would become the prototype", async () => {
    const output = await sameAfterwards(JSON.parse('{"a":1,"__proto__":{"role":"admin"}}'));
    expect(output).toStrictEqual({ a: 1 });
    expect(output).not.toHaveProperty("role");
  });
});

describe("hostile shapes", () => {
  it("survives 20,000 levels", async () => {
    expect(countLevels(await sameAfterwards(nest(20_000)))).toBe(20_000);
  });

  it("refuses a sparse array after as many looks as holes are allowed", async () => {
    let looks = 0;
    const sparse = new Proxy(new Array<unknown>(2 ** 32 - 1), {
      has: (target, key) => {
        looks += 1;
        return Reflect.has(target, key);
      },
    });
    await expect(read(encode({ sparse }))).rejects.toThrow("holes");
    expect(looks).toBe(MAX_HOLES + 1);
  });

  it("counts holes over the whole document", async () => {
    const few = () => new Array<unknown>(MAX_HOLES / 10);
    expect(await sameAfterwards(Array.from({ length: 10 }, few))).toHaveLength(10);
    await expect(read(encode(Array.from({ length: 11 }, few)))).rejects.toThrow("holes");
  });

  it.each([
    ["30,000 keys", Object.fromEntries(Array.from({ length: 30_000 }, (_, n) => [`k${n}`, n]))],
    ["one array of 60,000", Array.from({ length: 60_000 }, (_, n) => n)],
    ["10,000 small objects", Array.from({ length: 10_000 }, (_, n) => ({ n, name: `${n}` }))],
  ])("lets the event loop turn while it writes %s", async (_name, input) => {
    let turns = 0;
    let isDone = false;
    async function countTurns(): Promise<void> {
      for (; !isDone; turns += 1) await nextTurn();
    }
    const counting = countTurns();
    const output = await sameAfterwards(input);
    isDone = true;
    await counting;
    expect(JSON.stringify(output)).toBe(JSON.stringify(input));
    // A batch is 2,000 references; the original takes one turn for all.
    expect(turns).toBeGreaterThan(10);
  });

  it("sends what is large in few pieces", async () => {
    const input = Array.from({ length: 50_000 }, (_, n) => `number ${n}`);
    const sizes: number[] = [];
    await encode(input).pipeTo(
      new WritableStream({ write: (piece) => void sizes.push(piece.length) }),
    );
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThanOrEqual(250_000);
  });

  it("stops when nobody reads", async () => {
    let reads = 0;
    const input = Array.from({ length: 100_000 }, (_, n) => ({
      get n() {
        reads += 1;
        return n;
      },
    }));
    const reader = encode(input).getReader();
    await reader.cancel();
    await nextTurn();
    await nextTurn();
    const atCancel = reads;
    for (let turn = 0; turn < 100; turn += 1) await nextTurn();
    expect(reads).toBe(atCancel);
    expect(reads).toBeLessThan(100_000);
  });

  it("fails for what nobody can write, and asks the plugins first", async () => {
    const own = Symbol("own");
    await expect(read(encode({ own }))).rejects.toThrow(TypeError);
    const postPlugins = [() => ["Unknown"] as [string]];
    const { value } = await decode(encode([own, () => 1], { postPlugins }), {
      plugins: [(type) => (type === "Unknown" ? { value: "unknown" } : null)],
    });
    expect(value).toEqual(["unknown", "unknown"]);
  });
});

describe("promises", () => {
  type Held = { held: Promise<unknown> };

  it("send their values as they settle, in any order, with promises of their own", async () => {
    let resolve: (value: unknown) => void = () => undefined;
    const slow = new Promise<unknown>((settle) => {
      resolve = settle;
    });
    const known = { a: 1 };
    const input = { slow, fast: Promise.resolve({ held: Promise.resolve([known]) }), known };
    const { value, done } = await decode(encode(input));
    const output = value as { slow: Promise<unknown>; fast: Promise<Held>; known: unknown };
    expect(await (await output.fast).held).toEqual([{ a: 1 }]);
    resolve(known);
    expect(await output.slow).toBe(output.known);
    await done;
  });

  it("send undefined, a rejection and what is no error", async () => {
    const input = [
      Promise.resolve(undefined),
      Promise.reject(new RangeError("too far")),
      Promise.reject("text" as never),
    ];
    const { value } = await decode(encode(input));
    const outcomes = await Promise.allSettled(value as Promise<unknown>[]);
    expect(outcomes).toMatchObject([
      { status: "fulfilled", value: undefined },
      { status: "rejected", reason: new Error("too far") },
      { status: "rejected", reason: new Error("An unknown error occurred") },
    ]);
  });

  it("are rejected when time is up", async () => {
    const abort = new AbortController();
    const forever = new Promise<never>(() => undefined);
    const { value } = await decode(encode({ held: forever }, { signal: abort.signal }));
    abort.abort(new Error("Server Timeout"));
    await expect((value as Held).held).rejects.toThrow("Server Timeout");
  });

  it("come by the thousand", async () => {
    const input = Array.from({ length: 1_000 }, (_, n) => Promise.resolve({ n }));
    const { value } = await decode(encode(input));
    expect(await Promise.all(value as Promise<unknown>[])).toEqual(
      Array.from({ length: 1_000 }, (_, n) => ({ n })),
    );
  });
});
