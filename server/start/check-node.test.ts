import { expect, test } from "vitest";
import { complainAboutNode } from "./check-node";

test.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("Node %s will do", (version) => {
  expect(complainAboutNode(version)).toBeNull();
});

test.each(["20.18.3", "18.20.0", "16.1.0"])("Node %s is too old, and is told so", (version) => {
  expect(complainAboutNode(version)).toMatch(new RegExp(`needs Node 20.19 .* this is ${version}`));
});
