import type { SectionId } from "#domain/problems/scale";
import type { Piece } from "../../text/pieces";
import type { Phrase, PhraseSpan } from "../../text/phrases";
import type { Quantity } from "../../text/quantities";
import type { Sentence } from "../../text/sentences";
import type { HedgeScope } from "./hedges";
import type { NegationScope } from "./negation";

/** Why a sentence is no evidence of anything. */
export type Discount =
  "copied" | "reworded" | "repeated" | "grader_directed" | "word_list" | "crammed" | "off_topic";

/** A sentence of an answer with all that is looked at in it. */
export type ReadSentence = Sentence & {
  section: SectionId;
  /** Position among the sentences of its section. */
  index: number;
  pieces: Piece[];
  /** The rubric's phrases that stand in it. */
  found: Map<Phrase, PhraseSpan[]>;
  /** Offsets are into the sentence. */
  quantities: Quantity[];
  negations: NegationScope[];
  hedges: HedgeScope[];
  /** Names things and says nothing about them. */
  isBare: boolean;
  /** Stands in an answer that speaks of the problem beyond doubt. */
  isAtHome: boolean;
  discount: Discount | null;
};

export type ReadMaterial = Record<SectionId, ReadSentence[]>;
