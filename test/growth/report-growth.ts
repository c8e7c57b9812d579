import { HOSTILE_TEXTS } from "../support/hostile-texts";
import type { HostileText } from "../support/hostile-texts";
import { startCounting } from "./count-steps";
import type { Work } from "./count-steps";
import { FACTOR, findGrowth } from "./find-growth";
import type { Growth } from "./find-growth";

/** Characters of each text; the longest is still read whole, whatever bound a reader has. */
const LENGTHS = [128, 128 * FACTOR, 128 * FACTOR ** 2];

type Finding = Growth & { text: string };
export type GrowthReport = {
  texts: number;
  functions: number;
  /** What grew too fast, and with which text. */
  found: Finding[];
  /** The same of the functions that are quadratic on purpose. */
  controls: Finding[];
  /** What threw, and what. */
  thrown: string[];
};

/**
 * Feeds all text functions with growing hostile texts, and those that must be found with one. To be
 * run in a process of its own, with `NODE_FLAGS`.
 */
export async function reportGrowth(
  texts: Record<string, HostileText> = HOSTILE_TEXTS,
): Promise<GrowthReport> {
  const count = await startCounting();
  const { TEXT_FUNCTIONS } = await import("./text-functions");
  const { CONTROLS, CONTROL_TEXTS } = await import("./controls");
  const thrown = new Set<string>();
  const prepare = (functions: Record<string, (text: string) => unknown>, text: string): Work =>
    Object.entries(functions).map(([name, read]) => [
      name,
      async () => {
        try {
          await read(text);
        } catch (error) {
          thrown.add(`${name}: ${String(error).slice(0, 200)}`);
        }
      },
    ]);
  const scan = async (
    functions: Record<string, (text: string) => unknown>,
    all: Record<string, HostileText>,
  ): Promise<Finding[]> => {
    const found: Finding[] = [];
    for (const [text, make] of Object.entries(all)) {
      const counts = [];
      for (const length of LENGTHS) counts.push(await count(prepare(functions, make(length))));
      for (const [at, longer] of counts.entries()) {
        const shorter = counts[at - 1];
        if (!shorter) continue;
        found.push(...findGrowth(shorter, longer).map((growth) => ({ ...growth, text })));
      }
    }
    return found;
  };
  // What is loaded or prepared once is no part of what a text costs.
  await count(prepare(TEXT_FUNCTIONS, "We cache each answer for one hour."));
  return {
    texts: Object.keys(texts).length,
    functions: Object.keys(TEXT_FUNCTIONS).length,
    found: await scan(TEXT_FUNCTIONS, texts),
    controls: await scan(CONTROLS, CONTROL_TEXTS),
    thrown: [...thrown],
  };
}
