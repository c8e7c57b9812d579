import type {
  ClaimedEvidence,
  JudgeAnswer,
  JudgeQuestion,
  JudgeRequest,
} from "../../grading/judge";
import type { Verdict } from "#domain/grading/verdicts";
import { answerByVerifier } from "./answer-by-verifier";
import { answerCanary } from "./answer-canary";
import { compileRubric, type CompiledCriterion } from "./compile-signals";
import { confidenceOf, DRAWN_CONFIDENCE } from "./confidence";
import { decideByText, isShownBy, type Finding } from "./decide";
import { listEvidence } from "./evidence";
import { explainFinding } from "./explain";
import { findBeneath } from "./find-beneath";
import type { Place } from "./find-signals";
import { quoteSentences } from "./quote-sentences";
import { readLists } from "./read-lists";
import { readMaterial } from "./read-material";
import { describeFact } from "./verifiers/check-diagram";
import { findFact } from "./verifiers/find-fact";

/** Answers one question from its lists; `cannot_assess` where there are none. */
export function answerQuestion(question: JudgeQuestion, request: JudgeRequest): JudgeAnswer {
  const canary = request.rubric.canaries.find(({ id }) => id === question.id);
  if (canary) return answerCanary(canary, readMaterial(request), request.material.answers);
  const criterion = request.rubric.criteria.find(({ id }) => id === question.id);
  const verifier = readLists(request.rubric).get(question.id)?.verifier;
  if (criterion && verifier) return answerByVerifier(criterion, verifier, request);
  const compiled = compileRubric(request.rubric).criteria.get(question.id);
  const advice = criterion?.advice ?? "";
  if (!compiled) return { ...cannotAssess(), id: question.id, advice };
  const byText = question.evidence.includes("text")
    ? answerByText(question, compiled, request)
    : null;
  const byDrawing = question.evidence.includes("diagram")
    ? answerByDrawing(compiled, request)
    : null;
  const answer = combine(byText, byDrawing) ?? cannotAssess();
  return { ...answer, id: question.id, advice: answer.verdict === "met" ? "" : advice };
}

type Answer = {
  verdict: Verdict;
  evidence: ClaimedEvidence[];
  reasoning: string;
  confidence: number;
};

function cannotAssess(): Answer {
  return {
    verdict: "cannot_assess",
    evidence: [],
    confidence: 0,
    reasoning:
      "Only reading for meaning could tell, and the offline estimate looks for words, numbers and drawn facts.",
  };
}

function answerByText(
  question: JudgeQuestion,
  compiled: CompiledCriterion,
  request: JudgeRequest,
): Answer {
  const { answers } = request.material;
  if (compiled.sections.every((section) => answers[section].trim() === "")) {
    const reasoning = "Nothing is written in this section.";
    return { verdict: "not_met", evidence: [], reasoning, confidence: 1 };
  }
  const material = readMaterial(request);
  const rubric = compileRubric(request.rubric);
  const evidence = listEvidence([...rubric.criteria.values()], material);
  const allowsPartial = question.partial !== null;
  const finding = decideByText(compiled, material, allowsPartial, evidence, rubric);
  if (isShownBy(finding)) {
    const { places } = finding;
    finding.places = [
      ...places,
      ...findBeneath(places, compiled, material, allowsPartial, evidence, { rubric, answers }),
    ];
  }
  return {
    verdict: verdictOf(finding),
    evidence: evidenceOf(finding).flatMap(({ sentences }) => quoteSentences(sentences, answers)),
    reasoning: explainFinding(finding, compiled),
    confidence: confidenceOf(finding, compiled),
  };
}

function verdictOf(finding: Finding): Verdict {
  if (isShownBy(finding)) return "met";
  const isPartly =
    finding.kind === "partly" || (finding.kind === "hedged" && finding.countsAsPartly);
  return isPartly ? "partial" : "not_met";
}

function evidenceOf(finding: Finding): Place[] {
  switch (finding.kind) {
    case "found":
    case "nearly":
    case "close":
    case "partly":
      return finding.places;
    case "hedged":
    case "negated":
      return [finding.place];
    case "contradicted":
      return [{ hits: [], sentences: [finding.by] }];
    case "missing":
      return [];
  }
}

/** Any one of the authored facts is enough; null when the criterion names none. */
function answerByDrawing(compiled: CompiledCriterion, request: JudgeRequest): Answer | null {
  const facts = compiled.drawn;
  if (facts.length === 0) return null;
  for (const fact of facts) {
    const proof = findFact(request.material.diagram, fact);
    if (!proof) continue;
    const evidence: ClaimedEvidence[] = [{ source: "diagram", ids: proof.ids }];
    const reasoning = `Your drawing shows ${describeFact(fact)}.`;
    return { verdict: "met", evidence, reasoning, confidence: DRAWN_CONFIDENCE };
  }
  const reasoning = `The drawing does not show ${facts.map(describeFact).join(", or ")}.`;
  return { verdict: "not_met", evidence: [], reasoning, confidence: DRAWN_CONFIDENCE };
}

/** The better of the two; both pieces of evidence where both show it. */
function combine(text: Answer | null, drawing: Answer | null): Answer | null {
  if (!text || !drawing) return text ?? drawing;
  const reasoning = `${text.reasoning} ${drawing.reasoning}`;
  if (drawing.verdict !== "met")
    return { ...text, reasoning: text.verdict === "met" ? text.reasoning : reasoning };
  if (text.verdict !== "met") return drawing;
  const evidence = [...text.evidence, ...drawing.evidence];
  return { verdict: "met", evidence, reasoning, confidence: drawing.confidence };
}
