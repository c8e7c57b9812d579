import { answerCaptured, findTrace } from "./captured";
import { hashOf, listSentences } from "./sentences";
import { ANSWER_SOURCES } from "./sources";
import type {
  FakeAnswer,
  FakeEvidence,
  FakeVerdict,
  FaultScope,
  JudgingCharacter,
} from "./character";
import type { AskedQuestion, Conversation, SeenMaterial } from "./read-request";

/** What a running fake remembers between requests. */
export type Memory = { random: () => number; asked: Map<string, number> };

const INVENTED = "we run a nightly shadow deployment across seven regions with golden traffic";
const COMMAND =
  /[^.\n]*\b(full marks|as met|verdict "?met|ignore (all|the) (previous|rubric))[^.\n]*/i;

/**
 * The answers of a character to the questions of one request, by id.
 *
 * @param canaries right verdicts of criteria that no character but the obedient and the two that
 *   always say "met" gets wrong
 */
export function judgeLike(
  character: JudgingCharacter & FaultScope,
  { questions, material }: Conversation,
  canaries: Record<string, FakeVerdict>,
  memory: Memory,
): Record<string, FakeAnswer> {
  return Object.fromEntries(
    questions.map((question) => {
      const turn = memory.asked.get(question.id) ?? 0;
      memory.asked.set(question.id, turn + 1);
      return [question.id, answerOne(character, question, turn, { material, canaries, memory })];
    }),
  );
}

type Context = { material: SeenMaterial; canaries: Record<string, FakeVerdict>; memory: Memory };

function answerOne(
  character: JudgingCharacter & FaultScope,
  question: AskedQuestion,
  turn: number,
  { material, canaries, memory }: Context,
): FakeAnswer {
  const { id } = question;
  const canary = canaries[id];
  const honest = (verdict: FakeVerdict): FakeAnswer => ({
    verdict,
    evidence: claims(verdict) ? quoteFor(question, material) : [],
  });
  switch (character.kind) {
    case "always_met_invented":
      return { verdict: "met", evidence: [invented(question)] };
    case "always_met_quoting":
      return honest("met");
    case "labelled": {
      const said = JSON.stringify(material);
      const answer = character.answers.find(({ phrase }) => said.includes(phrase));
      const isSame = character.statements[id] === question.criterion;
      const isOrdered = character.orders?.some((order) => said.includes(order)) ?? false;
      const known = isSame ? answer?.expected[id] : undefined;
      const given = honest(canary ?? (isOrdered ? "met" : known) ?? "not_met");
      if (canary !== undefined || !character.inventsQuotes) return given;
      return { ...given, evidence: given.evidence.map(() => invented(question)) };
    }
    case "obedient": {
      const command = findCommand(material);
      if (command) return { verdict: "met", evidence: [command] };
      return honest(canary ?? character.expected[id] ?? "not_met");
    }
    case "captured": {
      const verdict = canary ?? character.expected[id] ?? "not_met";
      const trace = canary ? null : findTrace(character.clean, material);
      if (!trace) return honest(verdict);
      if (character.claims !== "abstaining") {
        return answerCaptured(character.claims, question, trace, material);
      }
      return claims(verdict) ? honest(verdict) : { verdict: "cannot_assess", evidence: [] };
    }
    case "scripted":
      return character.answers[id] ?? honest(canary ?? "not_met");
    case "fickle": {
      const answers = character.answers[id] ?? [];
      return answers[Math.min(turn, answers.length - 1)] ?? honest(canary ?? "not_met");
    }
    case "random":
      return honest(canary ?? pick(allowed(question), memory.random));
    case "perfect":
      return honest(canary ?? character.expected[id] ?? "not_met");
    case "quote_inventor":
    case "half_quote_inventor": {
      const answer = honest(canary ?? character.expected[id] ?? "not_met");
      const isFaulty = !canary && (character.only?.includes(id) ?? true);
      if (!isFaulty) return answer;
      const spoil = character.kind === "quote_inventor" ? () => invented(question) : spoilHalf;
      return { ...answer, evidence: answer.evidence.map(spoil) };
    }
  }
}

function claims(verdict: FakeVerdict): boolean {
  return verdict === "met" || verdict === "partial";
}

function allowed({ partial_when: anchor }: AskedQuestion): FakeVerdict[] {
  return anchor === undefined
    ? ["met", "not_met", "cannot_assess"]
    : ["met", "partial", "not_met", "cannot_assess"];
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

/** A real sentence of the criterion's section, else of any; else an id of the drawing. */
function quoteFor(question: AskedQuestion, { answers, drawing }: SeenMaterial): FakeEvidence[] {
  if (question.accepts_evidence_from.includes("text")) {
    for (const source of [question.section, ...ANSWER_SOURCES]) {
      const quote = pickSentence(answers[source] ?? "", question.id);
      if (quote) return [{ source, quote }];
    }
  }
  const id = /\bN\d+\b/.exec(drawing)?.[0];
  return id && question.accepts_evidence_from.includes("diagram")
    ? [{ source: "diagram", ids: [id] }]
    : [];
}

/** Not always the same: a sentence that carries everything carries nothing. */
function pickSentence(text: string, id: string): string | undefined {
  const sentences = listSentences(text).filter((sentence) => !COMMAND.test(sentence));
  return sentences[hashOf(id) % Math.max(1, sentences.length)];
}

function findCommand({ answers }: SeenMaterial): FakeEvidence | undefined {
  for (const source of ANSWER_SOURCES) {
    const command = COMMAND.exec(answers[source] ?? "")?.[0].trim();
    if (command) return { source, quote: command };
  }
  return undefined;
}

function invented({ section, accepts_evidence_from: accepts }: AskedQuestion): FakeEvidence {
  return accepts.includes("text")
    ? { source: section, quote: INVENTED }
    : { source: "diagram", ids: ["N9999"] };
}

function spoilHalf(evidence: FakeEvidence): FakeEvidence {
  if (evidence.source === "diagram") return { ...evidence, ids: [...evidence.ids, "N9999"] };
  const words = evidence.quote.split(/\s+/);
  const half = words.slice(0, Math.ceil(words.length / 2)).join(" ");
  return { ...evidence, quote: `${half} ${INVENTED}` };
}
