import type { Chance } from "./edits";

/** Ids and nonces that are the same in every run. */
export function countedChance(): Chance {
  let count = 0;
  return { id: () => `new-${(count += 1)}`, nonce: () => (count += 1) };
}
