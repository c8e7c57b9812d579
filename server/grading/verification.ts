import { overwriteRuns } from "../text/clean";
import { foldText } from "../text/fold";
import { isCopied, makeSources, markCopied } from "./defences/copied";
import { findGraderDirected, findScattered, isGraderDirected } from "./defences/directed-language";
import { once } from "./once";
import { packFold, packWords, unpackWords } from "./packed-words";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Searchable, Span } from "../text/find-quote";
import type { FoldedText } from "../text/fold";
import type { MarkedWord, SaidToOne, Sources } from "./defences/copied";
import type { GradedProblem, GradeInput } from "./grade-input";
import type { PackedFold, PackedWords } from "./packed-words";

/** A section as written, and what evidence in it is checked by. */
type CheckedSection = {
  text: string;
  folded: () => Searchable;
  isCopied: (span: Span) => boolean;
  /** What speaks to the grader. */
  directed: () => Span[];
};

/** The follow-up that was replied to, and what it was asked about. */
type ReplyPlace = Pick<Exchange, "turn" | "section">;

/** A section with all that is found in it: looked for when it is first asked for. */
type WrittenSection = Omit<CheckedSection, "folded"> & {
  folded: () => FoldedText;
  words: () => MarkedWord[];
};

/** What evidence is checked against; made once a grading. */
export type Verification<Section extends CheckedSection = CheckedSection> = {
  sections: Record<SectionId, Section>;
  /** What was replied to follow-ups. */
  replies: (Section & ReplyPlace)[];
  /** What each id of the drawing's text names. */
  drawn: () => Map<string, DrawnThing>;
};

/** A verification that is used where its texts were read. */
export type OwnVerification = Verification<WrittenSection>;

/** A verification with everything looked for already: data alone, so that a thread can hand it over. */
export type VerificationData = {
  sections: Record<SectionId, PackedSection>;
  replies: (PackedSection & ReplyPlace)[];
  drawn: Map<string, DrawnThing>;
};

type PackedSection = { text: string; folded: PackedFold; words: PackedWords; directed: Span[] };

type DrawnThing = {
  text: string;
  elementIds: string[];
  isNamed: boolean;
  isCopied: boolean;
  isDirected: boolean;
};

/**
 * Folds the answers as written, marks what was copied, and indexes the drawing; each when it is
 * asked for, so that little stands between an answer and the calls of the judge.
 */
export function prepareVerification(
  written: Answers,
  diagram: Diagram,
  problem: GradedProblem,
  rubric: Rubric,
  { interview = [], ...said }: Pick<GradeInput, "failures" | SaidToOne> = {},
): OwnVerification {
  const { failures, told, shown, earlier } = said;
  const sources = makeSources({ problem, rubric, failures, told, shown, earlier, interview });
  const prepare = (section: SectionId): WrittenSection => prepareText(written[section]);
  const prepareText = (text: string): WrittenSection => {
    const folded = once(() => foldText(text));
    const words = once(() => markCopied(folded(), sources));
    return {
      text,
      folded,
      words,
      isCopied: (span) => isCopied(words(), span),
      directed: once(() => findGraderDirected(overwriteRuns(text))),
    };
  };
  const replies = interview.map(({ turn, section, reply }) => ({
    ...prepareText(reply),
    turn,
    section,
  }));
  const sections = {
    scenario: prepare("scenario"),
    components: prepare("components"),
    architecture: prepare("architecture"),
    latency_cost: prepare("latency_cost"),
    evaluation: prepare("evaluation"),
  };
  return { sections, replies, drawn: once(() => indexDrawing(diagram, sources)) };
}

/** Looks for everything that is not known yet. */
export function toVerificationData({
  sections,
  replies,
  drawn,
}: OwnVerification): VerificationData {
  const find = (section: SectionId): PackedSection => pack(sections[section]);
  const pack = ({ text, folded, words, directed }: WrittenSection): PackedSection => {
    return { text, folded: packFold(folded()), words: packWords(words()), directed: directed() };
  };
  const found = {
    scenario: find("scenario"),
    components: find("components"),
    architecture: find("architecture"),
    latency_cost: find("latency_cost"),
    evaluation: find("evaluation"),
  };
  return {
    sections: found,
    replies: replies.map((reply) => ({ ...pack(reply), turn: reply.turn, section: reply.section })),
    drawn: drawn(),
  };
}

export function fromVerificationData({ sections, replies, drawn }: VerificationData): Verification {
  const wrap = (section: SectionId): CheckedSection => unpack(sections[section]);
  const unpack = ({ text, folded, words, directed }: PackedSection): CheckedSection => {
    return {
      text,
      folded: () => folded,
      directed: () => directed,
      isCopied: (span) => isCopied(unpackWords(words, span), span),
    };
  };
  const wrapped = {
    scenario: wrap("scenario"),
    components: wrap("components"),
    architecture: wrap("architecture"),
    latency_cost: wrap("latency_cost"),
    evaluation: wrap("evaluation"),
  };
  return {
    sections: wrapped,
    replies: replies.map((reply) => ({
      ...unpack(reply),
      turn: reply.turn,
      section: reply.section,
    })),
    drawn: () => drawn,
  };
}

function indexDrawing(diagram: Diagram, sources: Sources): Map<string, DrawnThing> {
  const { nodes, edges, containers, annotations } = diagram;
  const scattered = new Set<string>();
  const texts = [...nodes, ...edges, ...containers].map(({ id, label }) => ({ id, label }));
  for (const at of findScattered(texts.map(({ label }) => label ?? ""))) {
    scattered.add(texts[at]?.id ?? "");
  }
  const drawn = new Map<string, DrawnThing>();
  for (const { id, elements, ...rest } of [...nodes, ...containers, ...annotations, ...edges]) {
    const text = "text" in rest ? rest.text : (rest.label ?? "");
    const folded = foldText(text);
    const whole = { start: 0, end: text.length };
    const ends = "from" in rest ? [rest.from, rest.to] : [];
    drawn.set(id, {
      text,
      elementIds: elements,
      isNamed: text !== "" || ends.some((end) => end !== null && drawn.get(end)?.isNamed),
      isCopied: isCopied(markCopied(folded, sources), whole) && folded.folded.length > 40,
      isDirected: scattered.has(id) || isGraderDirected(text),
    });
  }
  return drawn;
}
