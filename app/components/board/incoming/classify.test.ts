import { describe, expect, it } from "vitest";
import { classify, describeDropped } from "./classify";

const png = { type: "image/png", size: 2_000, name: "a.png" };
const ofText = (text: string) => classify({ files: [], text });
const ofFile = (file: { type: string; size: number; name: string }) =>
  classify({ files: [file], text: "" });

describe("what is pasted or dropped", () => {
  it("leaves plain text to the editor", () => {
    expect(ofText("use <svg> in the page")).toBeNull();
    expect(ofText("graph store -> cache")).toBeNull();
    expect(ofText('{"type": "object"}')).toBeNull();
    expect(ofText("")).toBeNull();
  });

  it("takes pictures, also several, also of 20 MB", () => {
    expect(ofFile(png)).toMatchObject({ kind: "pictures" });
    expect(ofFile({ ...png, size: 20_000_000 })).toMatchObject({ kind: "pictures" });
    expect(classify({ files: [png, { ...png, type: "image/webp" }], text: "" })).toMatchObject({
      kind: "pictures",
    });
  });

  it("refuses SVG as a file, under any name, and as text, and says what to do", () => {
    const refusal = { kind: "refused", why: expect.stringMatching(/SVG.*PNG/) as string };
    expect(ofFile({ type: "image/svg+xml", size: 9, name: "a" })).toEqual(refusal);
    expect(ofFile({ type: "", size: 9, name: "a.SVG" })).toEqual(refusal);
    expect(ofText("\n <svg onload=alert(1)></svg>")).toEqual(refusal);
    expect(ofText('<?xml version="1.0"?>\n<svg xmlns="x"/>')).toEqual(refusal);
  });

  it("refuses other files by name, and says how large is too large", () => {
    const pdf = ofFile({ type: "application/pdf", size: 9, name: "design.pdf" });
    expect(pdf).toMatchObject({
      why: expect.stringMatching(/design.pdf.*excalidrawlib/) as string,
    });
    const huge = ofFile({ ...png, size: 60_000_000 });
    expect(huge).toMatchObject({
      why: expect.stringMatching(/a.png is 60 MB; the limit is 50 MB/) as string,
    });
    expect(classify({ files: [png, { ...png, name: "x", type: "" }], text: "" })).toMatchObject({
      kind: "refused",
    });
  });

  it("knows drawings and libraries as files and as text", () => {
    const scene = { type: "", size: 9, name: "old.excalidraw" };
    expect(ofFile(scene)).toEqual({ kind: "document", source: scene });
    expect(ofFile({ ...scene, name: "icons.excalidrawlib" })).toMatchObject({ kind: "document" });
    expect(ofFile({ type: "application/json", size: 9, name: "x" })).toMatchObject({
      kind: "document",
    });
    const text = '{\n "type": "excalidraw", "version": 2, "elements": []}';
    expect(ofText(text)).toEqual({ kind: "document", source: text });
    expect(ofText('{"type":"excalidraw/clipboard","elements":[]}')).toMatchObject({
      kind: "copied",
    });
  });

  it("knows a Mermaid flowchart, fenced or not", () => {
    expect(ofText("flowchart LR\nA --> B")).toMatchObject({ kind: "mermaid" });
    expect(ofText("```mermaid\ngraph TD\nA-->B\n```")).toMatchObject({ kind: "mermaid" });
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
