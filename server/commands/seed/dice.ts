import { createNamedRandom } from "#domain/statistics/random";

/** Chance that comes out the same for the same seed and name. */
export type Dice = {
  /** 0 ≤ x < 1 */
  random: () => number;
  chance: (share: number) => boolean;
  /** A whole number, both ends included. */
  between: (least: number, most: number) => number;
  pick: <T>(items: readonly T[]) => T;
  uuid: () => string;
};

/** Named apart, so that a throw more in one place changes no other. */
export function createDice(seed: number, name: string): Dice {
  const random = createNamedRandom(seed, name);
  const between = (least: number, most: number) =>
    least + Math.floor(random() * (most - least + 1));
  return {
    random,
    between,
    chance: (share) => random() < share,
    pick: <T>(items: readonly T[]) => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    uuid: () => {
      const hex = Array.from({ length: 32 }, () => between(0, 15).toString(16)).join("");
      const [a, b, c, d, e] = [
        hex.slice(0, 8),
        hex.slice(8, 12),
        hex.slice(13, 16),
        hex.slice(17, 20),
        hex.slice(20),
      ];
      return `${a}-${b}-4${c}-8${d}-${e}`;
    },
  };
}
