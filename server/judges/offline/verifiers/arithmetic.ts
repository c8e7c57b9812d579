import type { SectionId } from "#domain/problems/scale";
import type { Verifier } from "../lists.schema";
import type { Quantity } from "../../../text/quantities";
import type { Sentence } from "../../../text/sentences";

export type ArithmeticVerifier = Extract<Verifier, { kind: "arithmetic" }>;

/** A quantity where the candidate wrote it. `distance` is in characters to the nearest term. */
export type FoundQuantity = {
  quantity: Quantity;
  section: SectionId;
  sentence: Sentence;
  distance: number;
};
