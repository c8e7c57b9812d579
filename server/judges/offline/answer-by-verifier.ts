import { markCopied } from "../../grading/defences/copied";
import { findGraderDirected } from "../../grading/defences/directed-language";
import type { Evidence } from "#domain/grading/evidence.schema";
import type {
  ClaimedEvidence,
  JudgeAnswer,
  JudgeMaterial,
  JudgeRequest,
} from "../../grading/judge";
import { listSetAside, overwriteSetAside } from "../../grading/defences/set-aside";
import type { Answers } from "#domain/attempts/answer.schema";
import type { SectionId } from "#domain/problems/scale";
import { foldText } from "../../text/fold";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { Verifier } from "./lists.schema";
import { runVerifier } from "./verifiers/run-verifier";

/** Decides by calculation: the candidate's own words only, and what is drawn. */
export function answerByVerifier(
  criterion: Criterion,
  verifier: Verifier,
  request: JudgeRequest,
): JudgeAnswer {
  const { id, section, advice } = criterion;
  const answers = readOwnWords(request);
  const read = { answers, diagram: request.material.diagram, section };
  const { verdict, evidence, reasoning } = runVerifier(verifier, read);
  return {
    id,
    verdict,
    reasoning,
    isComputed: true,
    evidence: evidence.map(toClaim),
    advice: verdict === "met" ? "" : advice,
  };
}

function toClaim(evidence: Evidence): ClaimedEvidence {
  return evidence.source === "diagram"
    ? { source: "diagram", ids: evidence.ids }
    : { source: evidence.section, quote: evidence.quote };
}

const ownByMaterial = new WeakMap<JudgeMaterial, Answers>();

/** The answers without what was copied or speaks to the grader; once a grading. */
function readOwnWords({ material, sources }: JudgeRequest): Answers {
  const known = ownByMaterial.get(material);
  if (known) return known;
  const { answers } = material;
  // Each looked for once: they are asked for with every sentence.
  const prepare = (section: SectionId) => {
    const words = markCopied(foldText(answers[section]), sources());
    const directed = findGraderDirected(answers[section]);
    return { words: () => words, directed: () => directed };
  };
  const sections = {
    scenario: prepare("scenario"),
    components: prepare("components"),
    architecture: prepare("architecture"),
    latency_cost: prepare("latency_cost"),
    evaluation: prepare("evaluation"),
  };
  const own = overwriteSetAside(answers, listSetAside(answers, { sections }));
  ownByMaterial.set(material, own);
  return own;
}
