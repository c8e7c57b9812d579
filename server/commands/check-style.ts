import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { formatIssue } from "../content/content-error";
import type { ContentIssue } from "../content/content-error";
import { findStyleFaults } from "../content/style/find-style-faults";
import { listCodeProse, listTextProse } from "../content/style/list-prose";
import type { Prose } from "../content/style/list-prose";
import { readStyleEntries } from "../content/style/style-entries";

const ROOT = join(import.meta.dirname, "../..");
const GUIDE = "docs/style.md";

/** What a person reads. */
const READ =
  /^(?:(?:problems|rubrics|study|docs)\/.*\.(?:md|yaml)|[A-Z]+\.md|(?:app|domain|server)\/.*\.tsx?)$/;
/**
 * Candidates' own words, decisions as they were taken, the frozen judge, prompts that a hash holds, word lists,
 * tests, and the guide, which has to name what it forbids.
 */
const LEFT_OUT =
  /^problems\/[^/]+\/answers\/|^docs\/decisions\/|^server\/judges\/offline\/|^server\/grading\/(?:prompt|told-rules|debrief\/rules|defences|sums)|^server\/attempts\/questions\/read-question\.ts$|\.(?:test|fixture)\.tsx?$|^docs\/style\.md$/;

/** `npm run check:style`: a line for each phrase that docs/style.md has a better word for. */
async function main(): Promise<void> {
  const entries = readStyleEntries(await readFile(join(ROOT, GUIDE), "utf8"));
  const files = await listFiles([
    "app",
    "docs",
    "domain",
    "problems",
    "rubrics",
    "server",
    "study",
  ]);
  const issues: ContentIssue[] = [];
  for (const file of files) {
    const source = await readFile(join(ROOT, file), "utf8");
    issues.push(...findStyleFaults(file, listProse(file, source), entries));
  }
  for (const issue of issues) console.error(formatIssue(issue));
  console.log(`${files.length} files, ${entries.length} entries: ${issues.length} found`);
  if (issues.length > 0) process.exitCode = 1;
}

async function listFiles(folders: readonly string[]): Promise<string[]> {
  const inside = folders.map((folder) => readdir(join(ROOT, folder), INSIDE));
  const entries = [await readdir(ROOT, { withFileTypes: true }), ...(await Promise.all(inside))];
  return entries
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => READ.test(file) && !LEFT_OUT.test(file))
    .sort();
}
const INSIDE = { withFileTypes: true, recursive: true } as const;

function listProse(file: string, source: string): Prose[] {
  return /\.tsx?$/.test(file) ? listCodeProse(source, file.endsWith("x")) : listTextProse(source);
}

await main();
