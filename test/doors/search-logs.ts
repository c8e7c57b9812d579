import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DoorsWorld } from "./open-world";

export type Found = { word: string; where: string };

/** Where planted words stand in what the product has written: its log files and its terminal. */
export async function searchLogs(
  { dataDir, product }: Pick<DoorsWorld, "dataDir" | "product">,
  words: string[],
): Promise<Found[]> {
  const names = (await readdir(dataDir)).filter((name) => name.includes(".log"));
  const texts = await Promise.all(
    names.map(async (name) => ({ where: name, text: await readFile(join(dataDir, name), "utf8") })),
  );
  texts.push({ where: "the terminal", text: product.lines.join("\n") });
  return words.flatMap((word) =>
    texts.filter(({ text }) => isIn(text, word)).map(({ where }) => ({ word, where })),
  );
}

/** As it is, as JSON writes it, and as an address does. */
function isIn(text: string, word: string): boolean {
  const spellings = [word, JSON.stringify(word).slice(1, -1), encodeURIComponent(word)];
  return spellings.some((spelling) => text.includes(spelling));
}
