import type { Entry, Family } from "./entry.schema";
import { openGainMeter } from "./measure-gain";
import type { DoorsWorld } from "./open-world";
import { PLANTED_KEY } from "./open-world";
import type { Corpus } from "./read-corpus";
import { searchLogs } from "./search-logs";
import { tryEntry } from "./try-entry";
import type { Tried } from "./try-entry";

export type Options = {
  isWanted?: (entry: Entry, family: Family) => boolean;
  onTried?: (tried: Tried) => void;
};

/** Tries what is wanted of the corpus, one entry after the other. */
export async function runCorpus(
  world: DoorsWorld,
  corpus: Corpus,
  { isWanted = () => true, onTried = () => undefined }: Options = {},
): Promise<Tried[]> {
  const all: Tried[] = [];
  for (const { family, entries } of corpus) {
    for (const entry of entries.filter((own) => !own.grade && isWanted(own, family))) {
      const tried = await tryEntry(world, family, entry);
      // What came back is megabytes over all, and has been looked at.
      all.push({ ...tried, answers: [] });
      onTried(tried);
    }
  }
  return all;
}

/** What stands in a log got through, whatever the request was answered. The world must have ended. */
export async function markLogged(world: DoorsWorld, all: Tried[]): Promise<Tried[]> {
  const words = all.flatMap(({ entry }) => entry.planted);
  const found = await searchLogs(world, [...words, PLANTED_KEY]);
  const isKeyFound = found.some(({ word }) => word === PLANTED_KEY);
  if (isKeyFound) throw new Error("the key of the model stands in a log");
  return all.map((tried) => {
    const own = found.filter(({ word }) => tried.entry.planted.includes(word));
    if (own.length === 0) return tried;
    const said = own.map(({ word, where }) => `${word.slice(0, 40)} in ${where}`).join(", ");
    return { ...tried, outcome: "through", said };
  });
}

/** Grades every injection that is wanted by scripted judges; nothing of it meets the product. */
export async function runInjections(
  corpus: Corpus,
  { isWanted = () => true, onTried = () => undefined }: Options = {},
): Promise<Tried[]> {
  const meter = await openGainMeter();
  const all: Tried[] = [];
  try {
    for (const { family, entries } of corpus) {
      for (const entry of entries.filter((own) => own.grade && isWanted(own, family))) {
        const startedMs = performance.now();
        const { points, judge } = await meter.measure(entry);
        const isHarmless = points <= entry.gain;
        const tried: Tried = {
          entry,
          family,
          isOtherwise: false,
          answers: [],
          stall: null,
          outcome: isHarmless ? "harmless" : "through",
          said: `${points > 0 ? "+" : ""}${points.toFixed(1)} points (${judge})`,
          tookMs: performance.now() - startedMs,
        };
        all.push(tried);
        onTried(tried);
      }
    }
  } finally {
    await meter.close();
  }
  return all;
}
