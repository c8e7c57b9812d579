import type { Chance } from "#domain/drawing/edit/edits";

const NONCE_RANGE = 2 ** 31;

/** Ids and nonces as Excalidraw makes them: nobody else's, in any tab. */
export const randomChance: Chance = {
  id: () =>
    Array.from({ length: 3 }, () => Math.floor(Math.random() * NONCE_RANGE).toString(36)).join(""),
  nonce: () => Math.floor(Math.random() * NONCE_RANGE),
};
