import { describe, expect, it } from "vitest";
import { describeDropped, findRefusal } from "./accepted-input";

describe("findRefusal", () => {
  it("lets pictures and plain text through", () => {
    const png = { type: "image/png", size: 2_000, name: "a.png" };
    expect(findRefusal({ files: [png], text: "" })).toBeNull();
    expect(findRefusal({ files: [], text: "use <svg> in the page" })).toBeNull();
  });

  it("refuses SVG as a file, under any name, and as text", () => {
    const words = /SVG/;
    expect(
      findRefusal({ files: [{ type: "image/svg+xml", size: 9, name: "a" }], text: "" }),
    ).toMatch(words);
    expect(findRefusal({ files: [{ type: "", size: 9, name: "a.SVG" }], text: "" })).toMatch(words);
    expect(findRefusal({ files: [], text: "\n <svg onload=alert(1)></svg>" })).toMatch(words);
  });

  it("refuses other files and says how large is too large", () => {
    const file = { type: "application/json", size: 9, name: "scene.excalidraw" };
    expect(findRefusal({ files: [file], text: "" })).toMatch(/PNG, JPEG and WebP/);
    const huge = { type: "image/png", size: 20_000_000, name: "a.png" };
    expect(findRefusal({ files: [huge], text: "" })).toMatch(/has 20 MB; up to 4.0 MB/);
  });
});

describe("describeDropped", () => {
  it("names types and reasons once", () => {
    const dropped = [
      { type: "iframe", reason: "type not allowed" },
      { type: "iframe", reason: "type not allowed" },
    ];
    expect(describeDropped(dropped)).toBe(
      "2 things were left out (iframe): type not allowed. Everything else is kept.",
    );
  });
});
