import { cleanMaterial } from "./clean-material";
import { computeFacts } from "./compute-facts";
import { findSpokenMisconceptions } from "./find-misconceptions";
import { boundsFor, findGateReason } from "./gate";
import { isMadeOfTerms } from "./defences/is-made-of-terms";
import { findCarriers } from "./defences/overused";
import { planCalls } from "./plan";
import { buildMaterialPrompt } from "./prompt";
import { joinPassages, listSetAside } from "./defences/set-aside";
import { listUntold } from "./untold";
import { prepareVerification, toVerificationData } from "./verification";
import { withReplies } from "#domain/attempts/with-replies";
import { SECTION_IDS } from "#domain/problems/scale";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { Flag, SetAside } from "#domain/grading/grade.schema";
import { askedRubric } from "./grade-input";
import type { GradeInput } from "./grade-input";
import type { JudgeMaterial } from "./judge";
import type { Carriers } from "./defences/overused";
import type { PlannedCall } from "./plan";
import type { Untold } from "./untold";
import type { VerificationData } from "./verification";

/** What stands between an answer and the calls of the judge. */
export type ReadAnswer = {
  material: JudgeMaterial;
  /** With all its words: evidence is checked against it. */
  drawn: Diagram;
  flags: Flag[];
  /** Why the answer is graded without a call; null when it must be read. */
  gated: string | null;
  plan: PlannedCall[];
  materialPrompt: string;
};

/** What evidence is checked against, and what needs no judge. */
export type InspectedAnswer = {
  verification: VerificationData;
  carriers: Carriers;
  /** Ids of misconceptions. */
  spoken: Set<string>;
  setAside: SetAside[];
  untold: Untold;
};

/**
 * The parts of a grading that take the processor and nothing else. They grow with what the candidate
 * wrote, so a process that has other work hands in one that runs them in a thread; arguments and
 * results are data that can be handed over.
 */
export type TextWork = {
  read: (input: GradeInput) => Promise<ReadAnswer>;
  inspect: (input: GradeInput, read: Pick<ReadAnswer, "drawn">) => Promise<InspectedAnswer>;
};

/** Runs where it is called. */
export const TEXT_WORK_HERE: TextWork = {
  read: (input) => Promise.resolve().then(() => readAnswer(input)),
  inspect: (input, read) => Promise.resolve().then(() => inspectAnswer(input, read)),
};

export function readAnswer(input: GradeInput): ReadAnswer {
  const { material, drawn, flags, gated } = passGate(input);
  const plan = gated === null ? planCalls(askedRubric(input), material.answers, input.mode) : [];
  const computed = computeFacts(material.answers, material.diagram, material.interview);
  const materialPrompt = buildMaterialPrompt(material, { told: input.told ?? [], computed });
  return { material, drawn, flags, gated, plan, materialPrompt };
}

/** The answer as a judge may read it, and why it needs none to. */
function passGate(input: GradeInput) {
  const { rubric, problem, answers, scene, interview } = input;
  const cleaned = cleanMaterial(answers, scene, problem.solutionScene, interview);
  const { material, drawn } = cleaned;
  const { sections, replies } = prepareVerification(answers, drawn, problem, rubric, input);
  const words = [...SECTION_IDS.map((section) => sections[section]), ...replies].map(
    (part) => part.words,
  );
  const said = withReplies(material.answers, material.interview);
  return { ...cleaned, gated: findGateReason(said, material.diagram, words, boundsFor(input)) };
}

/**
 * Why an answer holds nothing that its writer could mark, in words for them; null where it does. What
 * is graded without a judge doesn't, nor do strings of terms, which no estimate reads either.
 */
export function gateAnswer(input: GradeInput): string | null {
  const { gated } = passGate(input);
  if (gated !== null) return gated;
  return isMadeOfTerms(input.answers)
    ? "Most of it is strings of terms, so there is too little to mark. For each part, say what it does, when and why."
    : null;
}

export function inspectAnswer(
  input: GradeInput,
  { drawn }: Pick<ReadAnswer, "drawn">,
): InspectedAnswer {
  const { answers, problem, rubric } = input;
  const verification = prepareVerification(answers, drawn, problem, rubric, input);
  const setAside = listSetAside(answers, verification);
  return {
    verification: toVerificationData(verification),
    carriers: findCarriers(answers, input.interview),
    spoken: findSpokenMisconceptions(askedRubric(input), withReplies(answers, input.interview)),
    setAside: joinPassages(answers, setAside),
    untold: listUntold(input, drawn),
  };
}
