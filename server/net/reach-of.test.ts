import { expect, it } from "vitest";
import { reachOf } from "./reach-of";

it.each([
  ["http://127.0.0.1:4200", "machine"],
  ["http://localhost:4200", "machine"],
  ["http://[::1]:4200", "machine"],
  ["http://192.168.1.7:4200", "network"],
  ["http://[fd00::7]", "network"],
  ["http://nas.local", "network"],
  ["http://nas", "network"],
  ["https://scaleboard.example.org", "anywhere"],
  ["https://8.8.8.8", "anywhere"],
] as const)("%s reaches: %s", (url, reach) => {
  expect(reachOf(url)).toBe(reach);
});
