import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanJson } from "./scan-json";
import type { JsonBounds } from "./scan-json";

const WIDE: JsonBounds = {
  maxDepth: 1_000,
  maxContainers: 100_000,
  maxKeys: 100_000,
  maxKeysPerObject: 100_000,
};

function scan(text: string, bounds: Partial<JsonBounds>): string | null {
  return scanJson(new TextEncoder().encode(text), { ...WIDE, ...bounds });
}

type Measures = { depth: number; containers: number; keys: number; widest: number };

function measure(value: unknown): Measures {
  if (typeof value !== "object" || value === null)
    return { depth: 0, containers: 0, keys: 0, widest: 0 };
  const inner = Object.values(value).map(measure);
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return {
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
    containers: 1 + inner.reduce((sum, { containers }) => sum + containers, 0),
    keys: own + inner.reduce((sum, { keys }) => sum + keys, 0),
    widest: Math.max(own, ...inner.map(({ widest }) => widest)),
  };
}

describe("scanJson", () => {
  it("counts depth and keys as the parser would find them, whatever the strings hold", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const { depth, containers, keys, widest } = measure(JSON.parse(text));
        const exact = {
          maxDepth: depth,
          maxContainers: containers,
          maxKeys: keys,
          maxKeysPerObject: widest,
        };
        expect(scan(text, exact)).toBeNull();
        if (depth > 0) expect(scan(text, { maxDepth: depth - 1 })).not.toBeNull();
        if (depth > 0) expect(scan(text, { maxContainers: containers - 1 })).not.toBeNull();
        if (keys > 0) expect(scan(text, { maxKeys: keys - 1 })).not.toBeNull();
        if (widest > 0) expect(scan(text, { maxKeysPerObject: widest - 1 })).not.toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it("takes brackets, colons and quotes in strings for text", () => {
    expect(
      scan('{"a":"[[[[::::","b":"\\"[[[[","c":"\\\\"}', { maxDepth: 1, maxKeys: 3 }),
    ).toBeNull();
  });

  it("ends with what is no JSON", () => {
    for (const text of ['"', '"\\', '{"a', "]]]]", "}{", ":::", "\\"])
      expect(() => scan(text, {})).not.toThrow();
    expect(scan("[".repeat(50), { maxDepth: 16 })).toContain("too deep");
    expect(scan(":".repeat(50), { maxKeysPerObject: 16 })).toContain("too many");
  });
});
