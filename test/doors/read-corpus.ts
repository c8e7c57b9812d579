import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { entrySchema, FAMILIES } from "./entry.schema";
import type { Entry, Family } from "./entry.schema";

export type Corpus = { family: Family; entries: Entry[] }[];

const HONEST = ["forms", "scenes", "answers"] as const;
export type Honest = { kind: (typeof HONEST)[number]; entries: Entry[] }[];

const CORPUS_DIR = fileURLToPath(new URL("corpus", import.meta.url));
const HONEST_DIR = fileURLToPath(new URL("honest", import.meta.url));
const recordSchema = z.record(z.string(), z.unknown());

/**
 * The whole corpus, family by family.
 * @throws Error that names each entry that isn't in the format, and why
 */
export async function readCorpus(dir = CORPUS_DIR): Promise<Corpus> {
  const issues: string[] = [];
  const names = (await readdir(dir)).filter((name) => name.endsWith(".yaml"));
  const unknown = names.filter((name) => !FAMILIES.some((family) => name === `${family}.yaml`));
  issues.push(...unknown.map((name) => `${name}: no such family`));
  const corpus: Corpus = [];
  for (const family of FAMILIES) {
    const entries = await readEntries(join(dir, `${family}.yaml`), issues);
    corpus.push({ family, entries });
    for (const { id } of entries) {
      if (!id.startsWith(`${family}-`)) issues.push(`${id}: doesn't start with its family`);
    }
  }
  complainOfTwins(
    corpus.flatMap(({ entries }) => entries),
    issues,
  );
  if (issues.length > 0) throw new Error(`The corpus can't be read:\n${issues.join("\n")}`);
  return corpus;
}

/** What must pass unharmed. @throws as readCorpus */
export async function readHonest(dir = HONEST_DIR): Promise<Honest> {
  const issues: string[] = [];
  const honest: Honest = [];
  for (const kind of HONEST) {
    honest.push({ kind, entries: await readEntries(join(dir, `${kind}.yaml`), issues) });
  }
  complainOfTwins(
    honest.flatMap(({ entries }) => entries),
    issues,
  );
  if (issues.length > 0) throw new Error(`The honest work can't be read:\n${issues.join("\n")}`);
  return honest;
}

async function readEntries(file: string, issues: string[]): Promise<Entry[]> {
  const list = z.array(recordSchema).safeParse(parse(await readFile(file, "utf8")));
  if (!list.success) {
    issues.push(`${file}: not a list of entries`);
    return [];
  }
  return list.data.flatMap((raw, at) => {
    const parsed = entrySchema.safeParse(flatten(raw));
    if (parsed.success) return [parsed.data];
    const said = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
    issues.push(`${String(raw["id"] ?? `${file} entry ${at + 1}`)}: ${said.join("; ")}`);
    return [];
  });
}

/** `request` and `log` lifted out, so that it doesn't matter on which level something stands. */
function flatten(raw: Record<string, unknown>): Record<string, unknown> {
  const { request, log, ...rest } = raw;
  const inner = [request, log].map((part) => recordSchema.safeParse(part).data ?? {});
  if (request === undefined && log === undefined) return rest;
  return { ...inner.map(flatten).reduce((all, part) => ({ ...all, ...part }), {}), ...rest };
}

function complainOfTwins(entries: Entry[], issues: string[]): void {
  const seen = new Set<string>();
  for (const { id } of entries) {
    if (seen.has(id)) issues.push(`${id}: twice`);
    seen.add(id);
  }
}
