import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { attackFileSchema } from "./attack.schema";
import type { Attack } from "./attack.schema";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/**
 * All attacks of this folder, family by family.
 * @throws Error that names the file and the field of the first fault, or an id used twice
 */
export function loadAttacks(folder: string = FOLDER): Attack[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const attacks = files.sort().flatMap((name) => readFamily(folder, name));
  const ids = new Set<string>();
  for (const { id } of attacks) {
    if (ids.has(id)) throw new Error(`two attacks are called "${id}"`);
    ids.add(id);
  }
  return attacks;
}

function readFamily(folder: string, name: string): Attack[] {
  const source: unknown = parse(readFileSync(`${folder}/${name}`, "utf8"));
  const parsed = attackFileSchema.safeParse(source);
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  const { family, attacks } = parsed.data;
  return attacks.map((attack) => ({ ...attack, family }));
}
