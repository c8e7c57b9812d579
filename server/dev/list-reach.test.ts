import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { listReach } from "./list-reach";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));

async function listFrom(...programs: string[]): Promise<string[]> {
  const reached = await listReach(ROOT_DIR, programs);
  return [...reached].map((path) => relative(ROOT_DIR, path));
}

it("finds what the worker imports and what its threads run, and nothing of the web", async () => {
  const reached = await listFrom("server/worker/main.ts");
  expect(reached).toEqual(
    expect.arrayContaining([
      ...["server/worker/main.ts", "server/worker/sweep.ts", "server/env.ts"],
      ...["server/threads/run-task.ts", "server/grading/grade-answer.ts"],
    ]),
  );
  expect(reached.filter((path) => /^(server\/web|app\/routes)\//.test(path))).toEqual([]);
});

it("counts what leaves only types behind as not run", async () => {
  const reached = await listFrom("server/dev/web.ts", "vite.config.ts");
  expect(reached).toEqual(
    expect.arrayContaining(["server/dev/serve-latest.ts", "vite.config.ts", "remix.config.js"]),
  );
  expect(reached).not.toContain(join("server", "web", "open-web.ts"));
});
