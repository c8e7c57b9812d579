import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";

/** A program and what it prints. */
const PROGRAM = /^```python\n[^`]*```\n\n```text\n[^`]*```\n/gm;
const made: string[] = [];
afterEach(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true }))));

function run(rootDir: string): { code: number | null; out: string; errors: string } {
  const args = ["--import", "tsx", "server/commands/check-content.ts", rootDir];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { code: status, out: stdout, errors: stderr };
}

/** Puts a program of one line in place of each, and another one in `file`. */
async function shortenPrograms(folder: string, file: string, program: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const code = name === file ? program : "print(1.0)";
    const fences = `\`\`\`python\n${code}\n\`\`\`\n\n\`\`\`text\n1.0\n\`\`\`\n`;
    await writeFile(path, (await readFile(path, "utf8")).replace(PROGRAM, fences));
  }
}

it("finds the content of this repository sound", () => {
  const { code, out, errors } = run(".");
  expect(errors).toBe("");
  expect(code).toBe(0);
  expect(out).toMatch(
    /^\d+ problems, \d+ criteria, \d+ calibration answers, \d+ topics \(\d+ lessons\), \d{2} programs, \d+ figures, \d+ tracks, \d{3} facts over \d{4} quantities, \d{3} failures, \d{4} sums: 0 errors/m,
  );
});

it("ends with 1 and a line for every fault, of the schema and beyond", async () => {
  const root = await mkdtemp(join(tmpdir(), "check-content-"));
  made.push(root);
  const slug = "rag-customer-support";
  await cp(`problems/${slug}`, join(root, "problems", slug), { recursive: true });
  await cp(`rubrics/${slug}.yaml`, join(root, "rubrics", `${slug}.yaml`));
  const solution = join(root, "problems", slug, "solution.md");
  const text = await readFile(solution, "utf8");
  await writeFile(solution, text.replace("`60,000 × 4 = 240,000`", "`60,000 × 4 = 250,000`"));
  await rm(join(root, "problems", slug, "answers/weak.md"));
  await writeFile(join(root, "rubrics/stray.yaml"), "{}");
  const { code, errors } = run(root);
  expect(code).toBe(1);
  expect(errors).toMatch(
    /error {4}problems\/\S+\/solution\.md:\d+: 60,000 × 4 = 250,000, but it is 240000/,
  );
  expect(errors).toMatch(
    /error {4}problems\/\S+\/facts\.yaml:\d+: quantities\.day: ".*240,000" is in neither/,
  );
  expect(errors).toContain(`error    problems/${slug}/answers: no answer of the weak band`);
  expect(errors).toContain("error    rubrics/stray.yaml: no folder problems/stray/");
});

it("wants a page for every topic of a rubric, the curveball's too, and no floats in sum()", async () => {
  const root = await mkdtemp(join(tmpdir(), "check-content-"));
  made.push(root);
  for (const folder of ["problems", "rubrics", "study"])
    await cp(folder, join(root, folder), { recursive: true });
  const file = join(root, "rubrics/rag-customer-support.yaml");
  const [before, after] = (await readFile(file, "utf8")).split("\ncurveball:\n");
  const misnamed = after?.replace("[human-in-the-loop,", "[humans-in-a-loop,");
  await writeFile(file, `${before}\ncurveball:\n${misnamed}`);
  await shortenPrograms(join(root, "study/topics"), "kv-cache.md", "print(sum([0.5, 0.5]))");
  const { code, errors } = run(root);
  expect(code).toBe(1);
  expect(errors).toMatch(/study\/topics\/kv-cache\.md:\d+: program: TypeError: sum\(\) of floats/);
  expect(errors).toMatch(/rag-customer-support\.yaml:\d+: curveball\[0\]\.topics\[0\]: /);
  expect(errors).toContain("humans-in-a-loop");
  expect(errors.trim().split("\n")).toHaveLength(3);
});
