import { expect, it } from "vitest";
import { sayRevoked } from "./revoked-words";

it.each([
  [0, 0, ""],
  [1, 0, " An invitation they created no longer works."],
  [0, 1, " A password reset link they created no longer works."],
  [2, 1, " 2 invitations and a password reset link they created no longer work."],
])("%i invitations and %i reset links", (invitations, resetLinks, words) => {
  expect(sayRevoked({ invitations, resetLinks })).toBe(words);
});
