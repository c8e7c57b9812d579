import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { ContentError, formatIssue } from "../content/content-error";
import { checkWeekProblems } from "./check-links";
import { listStudyMap } from "./list-study-map";
import { listTopicLinks } from "./list-topic-links";
import { collectStudy, readStudy } from "./read-study";

const made: string[] = [];
afterEach(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true }))));

/** A copy of `study/` in which one file was changed. */
async function copyWith(file: string, change: (text: string) => string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "study-"));
  made.push(root);
  await cp("study", join(root, "study"), { recursive: true });
  const path = join(root, "study", file);
  const before = await readFile(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error("nothing was changed");
  await writeFile(path, after);
  return root;
}

async function listFaults(root: string): Promise<string[]> {
  return (await collectStudy(root)).issues.map(formatIssue);
}

it("reads the study side of this repository, each topic once on the map", async () => {
  const study = await readStudy(".");
  const onMap = listStudyMap(study).flatMap(({ areas }) => areas.flatMap(({ topics }) => topics));
  expect(onMap.map(({ slug }) => slug).sort()).toEqual([...study.topics.keys()].sort());
  expect([...study.tracks.keys()]).toEqual(["eight-weeks", "four-weeks"]);
  expect(study.tracks.get("four-weeks")?.head.weeks).toHaveLength(4);
  expect(study.tracks.get("eight-weeks")?.head.weeks).toHaveLength(8);
});

it("names file, line and field of a head that breaks the schema", async () => {
  const root = await copyWith("topics/kv-cache.md", (text) => text.replace("tier: 1", "tier: 4"));
  const [first, ...rest] = await listFaults(root);
  expect(first).toMatch(/^study\/topics\/kv-cache\.md:3: tier: /);
  // A topic that can't be read is missing for those that name it.
  expect(rest.length).toBeGreaterThan(0);
  for (const fault of rest) expect(fault).toContain("kv-cache");
  await expect(readStudy(root)).rejects.toThrow(ContentError);
});

it("finds a topic that names one without a page, and one that names itself", async () => {
  const root = await copyWith("topics/kv-cache.md", (text) =>
    text.replace(/^related: .*$/m, "related: [no-such-topic, kv-cache]"),
  );
  expect(await listFaults(root)).toEqual([
    "study/topics/kv-cache.md:6: related[0]: no file study/topics/no-such-topic.md",
    "study/topics/kv-cache.md:6: related[1]: is itself",
  ]);
});

it("finds a link of the text that leads nowhere, at its line", async () => {
  const root = await copyWith("tracks/eight-weeks.md", (text) =>
    text.replace("(/learn/tracks/four-weeks)", "(/learn/tracks/three-weeks)"),
  );
  expect(await listFaults(root)).toEqual([
    expect.stringMatching(
      /^study\/tracks\/eight-weeks\.md:\d+: a link to \/learn\/tracks\/three-weeks, which is no page$/,
    ),
  ]);
});

it("wants both headings and a page of reasonable length", async () => {
  const root = await copyWith("topics/prefix-caching.md", (text) =>
    text.replace(/## What to know[^]*/, "## What to know\n\nShort.\n\n## In practice\n\nShort.\n"),
  );
  const faults = await listFaults(root);
  expect(faults).toEqual([
    expect.stringContaining('needs the headings "## What to know" and "## In a design"'),
    expect.stringMatching(/: \d+ words, not between 200 and 500$/),
  ]);
});

it("finds problems in use that have no page", async () => {
  const study = await readStudy(".");
  const [first] = checkWeekProblems(study, []);
  expect(first?.message).toBe('no problem is called "delivery-time-features"');
});

it("calls a topic by its page's title, and one without a page by its slug", async () => {
  const links = listTopicLinks(await readStudy("."), ["mcp", "alchemy"], (slug) => `?${slug}`);
  expect(links).toEqual([
    { slug: "mcp", title: "Model Context Protocol", hasPage: true },
    { slug: "alchemy", title: "?alchemy", hasPage: false },
  ]);
});
