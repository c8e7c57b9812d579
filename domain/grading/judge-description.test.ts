import { expect, it } from "vitest";
import { readDescription } from "./judge-description";

it("reads what a judge said of itself, whatever its kind", () => {
  const kept = { kind: "one-of-tomorrow", label: "The jury", isLocal: true };
  expect(readDescription(kept)).toEqual({ label: "The jury", isLocal: true });
});

it("knows the judges of rows that hold their kind alone", () => {
  expect(readDescription({ kind: "offline" })).toEqual({
    label: "The offline judge",
    isLocal: true,
  });
  expect(readDescription({ kind: "openai" })).toEqual({ label: "The model", isLocal: false });
});
