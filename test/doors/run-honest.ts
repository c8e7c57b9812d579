import type { Entry } from "./entry.schema";
import type { DoorsWorld } from "./open-world";
import type { Honest } from "./read-corpus";
import { tryEntry } from "./try-entry";

export type Unharmed = { entry: Entry; kind: Honest[number]["kind"]; isUnharmed: boolean; said: string };

/** Sends honest work by the same doors: all of it must be taken, and nothing of it left out. */
export async function runHonest(
  world: DoorsWorld,
  honest: Honest,
  onTried: (unharmed: Unharmed) => void = () => undefined,
): Promise<Unharmed[]> {
  const all: Unharmed[] = [];
  for (const { kind, entries } of honest) {
    for (const entry of entries) {
      const { outcome, said } = await tryEntry(world, "text", entry);
      const unharmed = { entry, kind, isUnharmed: outcome === "harmless", said };
      all.push(unharmed);
      onTried(unharmed);
    }
  }
  return all;
}
