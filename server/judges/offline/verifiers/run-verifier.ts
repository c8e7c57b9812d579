import type { Answers } from "#domain/attempts/answer.schema";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Verifier } from "../lists.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Verdict } from "#domain/grading/verdicts";
import { checkArithmetic } from "./check-arithmetic";
import { checkDiagram } from "./check-diagram";

/** What a verifier looks at: the cleaned answers, the drawn graph, the criterion's section. */
export type VerifierMaterial = { answers: Answers; diagram: Diagram; section: SectionId };

/** A verdict that code reached, with evidence that is valid by construction. */
export type VerifierResult = { verdict: Verdict; evidence: Evidence[]; reasoning: string };

/**
 * Decides a criterion by code: arithmetic over the candidate's own numbers, or facts of the drawn
 * graph. Offsets are UTF-16 into `material.answers`. Pure and deterministic; never throws.
 */
export function runVerifier(verifier: Verifier, material: VerifierMaterial): VerifierResult {
  switch (verifier.kind) {
    case "diagram":
      return checkDiagram(verifier, material.diagram);
    case "arithmetic":
      return checkArithmetic(verifier, material);
  }
}
