import { expect, it } from "vitest";
import { makeBox } from "../../../../test/support/save-world";
import { readDocument } from "./read-document";

it.each([
  ["version", 1e12],
  ["version", 1.5],
  ["versionNonce", 1e30],
  ["seed", 1e300],
])("an opened drawing brings in no %s of %d; the elements beside it come", (field, value) => {
  const elements = [{ ...makeBox("bad"), [field]: value }, makeBox("good")];
  const document = readDocument(JSON.stringify({ elements }), "a.excalidraw");
  expect(document).toMatchObject({
    kind: "scene",
    scene: { elements: [{ id: "good" }] },
    dropped: [{ id: "bad", type: "rectangle" }],
  });
});
