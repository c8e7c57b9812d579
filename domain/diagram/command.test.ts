import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, expect, test } from "vitest";

import { SCENES_DIR } from "../../test/support/diagram/testing";

const root = fileURLToPath(new URL("../../", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "diagram-"));
afterAll(() => rmSync(scratch, { recursive: true }));

function run(...args: string[]) {
  const command = ["--import", "tsx", "server/commands/diagram.ts", ...args];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
}

function scratchFile(name: string, content: string): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

test("prints the graph, in words and as JSON", { timeout: 30_000 }, () => {
  const scene = fileURLToPath(new URL("raw/10-mlops-drift.excalidraw", SCENES_DIR));
  const words = run(scene);
  expect(words.status).toBe(0);
  expect(words.stdout).toContain('"Users" [client]');
  const graph: unknown = JSON.parse(run(scene, "--json").stdout);
  expect(graph).toMatchObject({
    id: "10",
    edges: expect.arrayContaining([
      {
        from: "insurance_prediction.app",
        to: "insurance_prediction.model",
        direction: "forward",
        label: "<<uses>>",
        binding: "inferred",
        arrow: "O-xhHyv_z1esSczpaof2X",
      },
    ]),
  });
});

test("names the elements it leaves out, on the error stream", { timeout: 30_000 }, () => {
  const path = scratchFile(
    "hostile.excalidraw",
    JSON.stringify({ elements: [{ type: "iframe", id: "x" }] }),
  );
  const { status, stdout, stderr } = run(path, "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ nodes: [] });
  expect(stderr).toContain("iframe x: type not allowed");
});

test("exit code 2 and a reason when there is nothing to read", { timeout: 60_000 }, () => {
  expect(run("no-such.excalidraw")).toMatchObject({
    status: 2,
    stderr: "No such file: no-such.excalidraw\n",
  });
  expect(run(scratchFile("bad.excalidraw", "{"))).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("Not JSON"),
  });
  expect(run(scratchFile("other.json", "[1]"))).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("Not an Excalidraw scene"),
  });
  expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining("usage") });
});
