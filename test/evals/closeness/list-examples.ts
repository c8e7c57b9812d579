import { readIndicators, toUnit } from "#server/judges/offline/closeness";
import { closestOf } from "#server/judges/offline/find-close";
import { compileCriterion, compileRubric } from "#server/judges/offline/compile-signals";
import { decideByText } from "#server/judges/offline/decide";
import { listEvidence } from "#server/judges/offline/evidence";
import { findHits, isFirm } from "#server/judges/offline/find-signals";
import { readMaterial } from "#server/judges/offline/read-material";
import { profileCriterion, profileRubric } from "#server/judges/offline/topic-profile";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { diagramToText } from "#domain/diagram/diagram-to-text";
import { readDiagram } from "#domain/diagram/read-diagram";
import { sourcesOf } from "#server/grading/defences/copied";
import { buildSystemPrompt } from "#server/grading/prompt";
import { SECTION_IDS } from "#domain/problems/scale";
import type { ContentFile } from "#server/content/read-content";
import { toGradedProblem } from "#server/grading/grade-input";
import type { CompiledCriterion, CompiledRubric } from "#server/judges/offline/compile-signals";
import type { ReadSentence } from "#server/judges/offline/read-sentence";
import type { SectionId } from "#domain/problems/scale";
import { withLists } from "../../support/listed-rubric";
import type { ListedCriterion } from "../../support/listed-rubric";
import type { Gold } from "../gold/gold.schema";
import type { Example } from "./fit";

const MET = ["met", "terse", "plain", "paraphrased"] as const;
const NOT_MET = ["name_dropped", "contradicted", "partial"] as const;

type Text = { criterionId: string; kind: string; isMet: boolean; text: string; touches: string[] };
type Read = Text & { sentences: ReadSentence[] };

/**
 * Texts of one gold file that a rubric's signals alone don't settle. Signals were widened on these
 * very texts, so each is looked at by a rubric without the phrases that no other text of its
 * criterion holds. Beside them stand names, denials and halves that aren't met, filler, and texts that
 * are closer to another criterion than to their own.
 */
export function listExamples({ rubric, problem }: ContentFile, gold: Gold): Example[] {
  const compiled = compileRubric(rubric);
  const brief = toGradedProblem(problem);
  const system = buildSystemPrompt(brief);
  const sources = sourcesOf(brief, rubric);
  const diagram = readDiagram({ elements: [], files: {} });
  const read = (text: Text, section: SectionId): Read => {
    const answers = { ...EMPTY_ANSWERS, [section]: text.text };
    const material = { answers, diagram, diagramText: diagramToText(diagram) };
    const prompt = { system, material: "", questions: "" };
    const request = {
      questions: [],
      rubric,
      material,
      sources: () => sources,
      prompt,
      replyJsonSchema: {},
    };
    const all = readMaterial(request);
    return { ...text, sentences: all[section] };
  };
  const own = withLists(rubric).criteria.flatMap((criterion) => {
    const one = compiled.criteria.get(criterion.id);
    if (!one) return [];
    const texts = listTexts(gold, criterion.id).map((text) => read(text, criterion.section));
    return listOwn(criterion, one, texts, compiled, gold.problem);
  });
  const filler = SECTION_IDS.flatMap((section) =>
    gold.filler[section].flatMap((text) => {
      const one = { criterionId: "", kind: "filler", isMet: false, text, touches: [] };
      return closestOther(read(one, section), section, compiled, gold.problem);
    }),
  );
  return [...own, ...filler];
}

function listTexts({ facts }: Gold, criterionId: string): Text[] {
  const fact = facts[criterionId];
  if (!fact) return [];
  return [...MET, ...NOT_MET].flatMap((kind) =>
    [fact[kind] ?? []].flat().map(({ text, touches }) => {
      const isMet = MET.some((one) => one === kind);
      return { criterionId, kind, isMet, text, touches };
    }),
  );
}

function listOwn(
  criterion: ListedCriterion,
  compiled: CompiledCriterion,
  texts: Read[],
  rubric: CompiledRubric,
  problem: string,
): Example[] {
  const profiles = profileRubric(rubric);
  const counts = countPhrases(
    compiled,
    texts.filter(({ isMet }) => isMet),
  );
  return texts.flatMap((text) => {
    const counted = text.sentences.filter(({ discount }) => discount === null);
    if (counted.length === 0) return [];
    const seen = text.isMet ? withoutOwnPhrases(criterion, compiled, text, counts) : compiled;
    const isSettled = text.isMet
      ? holdsAll(seen, counted)
      : isFound(seen, text, criterion.section, rubric);
    if (isSettled) return closestOther(text, criterion.section, rubric, problem);
    const profile = profileCriterion(seen);
    const indicators = readIndicators(toUnit(counted), seen, profile, profiles);
    const example = { problem, kind: text.kind, indicators, isMet: text.isMet };
    return [example, ...closestOther(text, criterion.section, rubric, problem)];
  });
}

function isFound(
  compiled: CompiledCriterion,
  { sentences }: Read,
  section: SectionId,
  rubric: CompiledRubric,
): boolean {
  const empty = {
    scenario: [],
    components: [],
    architecture: [],
    latency_cost: [],
    evaluation: [],
  };
  const material = { ...empty, [section]: sentences };
  const allowsPartial = compiled.criterion.partial !== undefined;
  const evidence = listEvidence([], material);
  const { kind } = decideByText(compiled, material, allowsPartial, evidence, rubric);
  return kind !== "missing" && kind !== "negated" && kind !== "hedged";
}

/** A text that is closest to a criterion which it doesn't speak of. */
function closestOther(
  { sentences, criterionId, touches }: Read,
  section: SectionId,
  rubric: CompiledRubric,
  problem: string,
): Example[] {
  const counted = sentences.filter(({ discount }) => discount === null);
  const unit = toUnit(counted);
  const closest = closestOf(unit, section, rubric)?.criterion;
  const id = closest?.criterion.id;
  if (!closest || id === undefined || id === criterionId || touches.includes(id)) return [];
  if (counted.length === 0 || holdsAll(closest, counted)) return [];
  const profiles = profileRubric(rubric);
  const indicators = readIndicators(unit, closest, profileCriterion(closest), profiles);
  return [{ problem, kind: "other", indicators, isMet: false }];
}

function holdsAll({ met }: CompiledCriterion, sentences: ReadSentence[]): boolean {
  const hits = sentences.flatMap((sentence) => findHits(sentence, met).filter(isFirm));
  return met.every((_, group) => hits.some((hit) => hit.group === group));
}

/** How many of the texts hold each phrase. */
function countPhrases({ met }: CompiledCriterion, texts: Read[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { sentences } of texts) {
    for (const phrase of phrasesIn(met, sentences)) {
      counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
    }
  }
  return counts;
}

function phrasesIn(met: CompiledCriterion["met"], sentences: ReadSentence[]): Set<string> {
  const known = new Set(
    met.flatMap((group) => (group.kind === "phrases" ? group.phrases.map(({ text }) => text) : [])),
  );
  const found = sentences.flatMap((sentence) => [...sentence.found.keys()]);
  return new Set(found.map(({ text }) => text).filter((text) => known.has(text)));
}

/** The criterion as it would be had nobody read this text: what only it holds is taken out. */
function withoutOwnPhrases(
  criterion: ListedCriterion,
  compiled: CompiledCriterion,
  { sentences }: Read,
  counts: Map<string, number>,
): CompiledCriterion {
  const { signals } = criterion;
  if (!signals) return compiled;
  const own = phrasesIn(compiled.met, sentences);
  const met = signals.met.map((group) =>
    Array.isArray(group)
      ? group.filter((phrase) => !own.has(phrase) || (counts.get(phrase) ?? 0) > 1)
      : group,
  );
  return compileCriterion(criterion, { ...signals, met });
}
