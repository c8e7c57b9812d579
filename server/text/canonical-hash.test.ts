import { describe, expect, it } from "vitest";
import { canonicalHash, canonicalJson } from "./canonical-hash";

describe("canonicalJson", () => {
  it("sorts keys at every depth and keeps the order of lists", () => {
    const value = { b: [2, { d: null, c: "ü" }], a: true, A: 1.5 };
    expect(canonicalJson(value)).toBe('{"A":1.5,"a":true,"b":[2,{"c":"ü","d":null}]}');
  });

  it("treats undefined as JSON does: left out of objects, null in lists", () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
  });

  it.each([NaN, Infinity, 10n, Symbol("x")])("refuses %s instead of losing it", (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});

describe("canonicalHash", () => {
  it("is the SHA-256 of the canonical JSON", () => {
    // printf '{}' | sha256sum
    expect(canonicalHash({})).toBe(
      "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    );
  });

  it("is blind to the order of keys and sees every value", () => {
    expect(canonicalHash({ a: 1, b: 2 })).toBe(canonicalHash({ b: 2, a: 1 }));
    expect(canonicalHash({ a: 1, b: 2 })).not.toBe(canonicalHash({ a: 1, b: "2" }));
  });
});
