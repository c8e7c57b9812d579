import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { expect, it } from "vitest";
import { ROOT_DIR } from "../support/content";

const IMPORT =
  /^(?:import|export)\s[^"';]*?\sfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** Lines of the drawing from the top, each a list of folders. */
function readLayers(): string[][] {
  const text = readFileSync(join(ROOT_DIR, "docs/architecture.md"), "utf8");
  const drawing = /```layers\n([^]*?)```/.exec(text)?.[1] ?? "";
  return drawing
    .trim()
    .split("\n")
    .map((line) => line.split(", "));
}

function listSources(folder: string): string[] {
  return readdirSync(join(ROOT_DIR, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT_DIR, join(entry.parentPath, entry.name)));
}

/** Where an import leads, from the root and without its ending; null for a package. */
function resolveImport(file: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith("~/")) return `app/${specifier.slice(2)}`;
  return specifier.startsWith(".") ? normalize(join(dirname(file), specifier)) : null;
}

const layers = readLayers();
const sources = ["app", "domain", "server"].flatMap(listSources);
const sourceSet = new Set(sources);

/** The position of a file's folder among the lines; undefined for one that isn't drawn. */
function findFolder(path: string) {
  const folders = layers.flatMap((line, level) => line.map((folder) => ({ folder, level })));
  const within = (folder: string) =>
    path === folder || `${path}.ts` === folder || path.startsWith(`${folder}/`);
  return folders.find(({ folder }) => within(folder));
}

it("has every file in a folder, and every folder on the disk", () => {
  expect(sources.filter((file) => !findFolder(file))).toEqual([]);
  const lived = new Set(sources.map((file) => findFolder(file)?.folder));
  expect(layers.flat().filter((folder) => !lived.has(folder))).toEqual([]);
});

it("has no import that runs up, and none between folders of a line but nouns", () => {
  const wrong = sources.flatMap((file) => {
    const text = readFileSync(join(ROOT_DIR, file), "utf8");
    const from = findFolder(file);
    return [...text.matchAll(IMPORT)].flatMap(([, a, b, c]) => {
      const target = resolveImport(file, a ?? b ?? c ?? "");
      const to = target === null ? undefined : findFolder(target);
      if (!from || !to || from.folder === to.folder || to.level > from.level) return [];
      const areNouns = from.level === to.level && (layers[from.level]?.length ?? 0) > 9;
      const arrow = `${file} -> ${target}`;
      return areNouns ? [] : [arrow];
    });
  });
  expect(wrong).toEqual([]);
});

/** What a file loads when it runs: files of ours, and packages by their names. */
function listLoaded(file: string): string[] {
  const text = readFileSync(join(ROOT_DIR, file), "utf8");
  return [...text.matchAll(IMPORT)].flatMap(([whole, a, b, c]) => {
    const specifier = a ?? b ?? c ?? "";
    if (/^(?:import|export) type /.test(whole)) return [];
    const path = resolveImport(file, specifier);
    if (path === null) return [specifier];
    return [`${path}.ts`, `${path}.tsx`, path].filter((one) => sourceSet.has(one)).slice(0, 1);
  });
}

function listReached(roots: readonly string[]): Set<string> {
  const reached = new Set(roots);
  for (const file of reached) {
    if (sourceSet.has(file)) listLoaded(file).forEach((one) => reached.add(one));
  }
  return reached;
}

it("loads no judge into the web process, and of the offline one its lists alone", () => {
  const rootsIn = (rooms: RegExp) => sources.filter((file) => rooms.test(file));
  const ofWeb = [...listReached(rootsIn(/^(?:app|server\/web)\//))];
  expect(ofWeb.filter((file) => file.startsWith("server/judges/offline/")).sort()).toEqual([
    "server/judges/offline/lists.schema.ts",
    "server/judges/offline/read-lists.ts",
  ]);
  // Speech alone asks a model there (ADR 33), and tells errors apart as a judge does.
  expect(ofWeb.filter((file) => file.startsWith("server/judges/openai/")).sort()).toEqual([
    "server/judges/openai/classify-model-error.ts",
    "server/judges/openai/config.ts",
    "server/judges/openai/hide-keys.ts",
    "server/judges/openai/http-fetch.ts",
    "server/judges/openai/price-usage.ts",
    "server/judges/openai/say-model-error.ts",
  ]);
  const loadOpenAi = ofWeb.filter(
    (file) => sourceSet.has(file) && listLoaded(file).includes("openai"),
  );
  expect(loadOpenAi.sort()).toEqual([
    "server/judges/openai/classify-model-error.ts",
    "server/judges/openai/say-model-error.ts",
    "server/speech/openai-speech.ts",
  ]);
  // What is looked for is found where it is.
  const ofWorker = listReached(rootsIn(/^server\/worker\//));
  expect(ofWorker).toContain("server/judges/offline/offline-judge.ts");
  expect(ofWorker).toContain("openai");
});

it("names no file that isn't there", () => {
  const text = readFileSync(join(ROOT_DIR, "docs/architecture.md"), "utf8");
  const named = [...text.matchAll(/`([a-z-]+\/[a-z/-]+\.tsx?)`/g)].map(([, path]) => path ?? "");
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((path) => !existsSync(join(ROOT_DIR, path)))).toEqual([]);
});
