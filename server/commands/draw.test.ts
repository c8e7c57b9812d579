import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, expect, test } from "vitest";

import { readDiagram } from "#domain/diagram/read-diagram";
import { parseScene } from "#domain/diagram/parse-scene";

const root = fileURLToPath(new URL("../../", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "draw-"));
afterAll(() => rmSync(scratch, { recursive: true }));

function run(input: string, ...args: string[]) {
  const command = ["--import", "tsx", "server/commands/draw.ts", ...args];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", input });
}

test("draws from the input to a file or to the output", { timeout: 60_000 }, () => {
  const out = join(scratch, "scene.excalidraw");
  const outline = "Client -> API: query\nAPI -> Cache [store]";
  expect(run(outline, "-", "--out", out).status).toBe(0);
  const written = readFileSync(out, "utf8");
  const { scene, dropped } = parseScene(JSON.parse(written));
  expect(dropped).toEqual([]);
  expect(readDiagram(scene).nodes.map((n) => n.label)).toEqual(["Client", "API", "Cache"]);
  expect(run(outline, "-").stdout).toBe(written);
});

test("says what is wrong and ends with 2", { timeout: 60_000 }, () => {
  const bad = run("A\nB -> C -> ", "-");
  expect([bad.status, bad.stdout]).toEqual([2, ""]);
  expect(bad.stderr).toBe("-: Line 2: a name is missing\n");
  const missing = run("", join(scratch, "none.txt"));
  expect(missing.status).toBe(2);
  expect(missing.stderr).toContain("Can't read");
  const nothing = run("");
  expect(nothing.status).toBe(2);
  expect(nothing.stderr).toContain("usage:");
});
