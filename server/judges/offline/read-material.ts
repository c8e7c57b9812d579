import { isGraderDirected } from "../../grading/defences/directed-language";
import { isCopied, markCopied } from "../../grading/defences/copied";
import type { JudgeMaterial, JudgeRequest } from "../../grading/judge";
import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { boundSentences } from "../../text/bound-sentences";
import { foldText, foldToString } from "../../text/fold";
import { findPhrases, type PhraseIndex } from "../../text/phrase-index";
import { readTarget } from "../../text/phrases";
import { findQuantities, readColumnUnits, readUnitApart } from "../../text/quantities";
import type { Unit } from "../../text/quantity-units";
import { splitSentences, type Sentence } from "../../text/sentences";
import { compileRubric } from "./compile-signals";
import { findCrammed, isReworded } from "./find-crammed";
import { findHedges } from "./hedges";
import { findNegations } from "./negation";
import { isAtHome, isOffTopic, readTopicShares } from "./off-topic";
import type { ReadMaterial, ReadSentence } from "./read-sentence";
import { findScraps, isBareNaming, isWordList } from "./word-lists";

type Cached = { rubric: Rubric; system: string; value: ReadMaterial };
const readByMaterial = new WeakMap<JudgeMaterial, Cached>();

/** Reads all answers, once a grading: every call of one grading brings the same material object. */
export function readMaterial(request: JudgeRequest): ReadMaterial {
  const { rubric, material } = request;
  const { system } = request.prompt;
  const known = readByMaterial.get(material);
  if (known?.rubric === rubric && known.system === system) return known.value;
  const value = readAnswers(request);
  readByMaterial.set(material, { rubric, system, value });
  return value;
}

function readAnswers(request: JudgeRequest): ReadMaterial {
  const compiled = compileRubric(request.rubric);
  const sources = request.sources();
  const seen = new Set<string>();
  const readSection = (section: SectionId): ReadSentence[] => {
    const text = request.material.answers[section];
    const words = markCopied(foldText(text), sources);
    let units: TableUnits = NO_UNITS;
    return boundSentences(splitSentences(text)).map((sentence, index) => {
      units = sentence.kind === "row" ? readTableUnits(sentence.text, units) : NO_UNITS;
      const read = readSentence(sentence, section, index, compiled.phrases, units);
      const key = foldToString(sentence.text);
      const isRepeated = read.pieces.length > 3 && seen.has(key);
      seen.add(key);
      if (isRepeated) return { ...read, discount: "repeated" };
      if (isCopied(words, sentence)) return { ...read, discount: "copied" };
      if (isReworded(read, compiled)) return { ...read, discount: "reworded" };
      return read;
    });
  };
  const [scenario, components, architecture, latency_cost, evaluation] =
    SECTION_IDS.map(readSection);
  const material = {
    scenario: scenario ?? [],
    components: components ?? [],
    architecture: architecture ?? [],
    latency_cost: latency_cost ?? [],
    evaluation: evaluation ?? [],
  };
  for (const sentence of findScraps(SECTION_IDS.flatMap((section) => material[section]))) {
    sentence.discount = "word_list";
  }
  const { system } = request.prompt;
  if (!isAtHome(readTopicShares(material, system))) {
    for (const sentence of SECTION_IDS.flatMap((section) => material[section])) {
      sentence.isAtHome = false;
    }
  }
  for (const sentence of findCrammed(material, compiled)) sentence.discount = "crammed";
  if (isOffTopic(readTopicShares(material, system))) {
    for (const sentence of SECTION_IDS.flatMap((section) => material[section])) {
      sentence.discount ??= "off_topic";
    }
  }
  return material;
}

/** What the bare numbers of a table's rows are counted in: everywhere, or in each column. */
type TableUnits = { all: Unit | null; columns: (Unit | null)[] };
const NO_UNITS: TableUnits = { all: null, columns: [] };

function readTableUnits(row: string, above: TableUnits): TableUnits {
  const columns = /\d/.test(row) ? [] : readColumnUnits(row);
  return {
    all: readUnitApart(`|${row}|`) ?? above.all,
    columns: columns.length > 0 ? columns : above.columns,
  };
}

function readSentence(
  sentence: Sentence,
  section: SectionId,
  index: number,
  phrases: PhraseIndex,
  { all, columns }: TableUnits,
): ReadSentence {
  const target = readTarget(sentence.text);
  const quantities = findQuantities(sentence.text, all, columns);
  const isDirected = isGraderDirected(sentence.text);
  const isList = isWordList(sentence.text, target.pieces, quantities.length, sentence.kind);
  return {
    ...sentence,
    section,
    index,
    pieces: target.pieces,
    found: findPhrases(target, phrases),
    quantities,
    negations: findNegations(target.pieces),
    hedges: findHedges(target, section),
    isBare: isBareNaming(target.pieces, sentence.kind, quantities.length),
    isAtHome: true,
    discount: isDirected ? "grader_directed" : isList ? "word_list" : null,
  };
}
