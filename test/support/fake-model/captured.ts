import { hashOf, listSentences } from "./sentences";
import { ANSWER_SOURCES } from "./sources";
import type { CapturedClaims, FakeAnswer, FakeEvidence } from "./character";
import type { AskedQuestion, SeenMaterial } from "./read-request";

const WORDS = /[\p{L}\p{N}]+/gu;

type Trace = { sentences: FakeEvidence[]; ids: string[] };

/**
 * What an attack left in the material a judge sees, by comparing it with the clean one: null when no
 * word of an answer, no label of the drawing, and to what the interviewer told no word that the
 * problem hasn't was added. Whatever is left captures the judge.
 */
export function findTrace(clean: SeenMaterial, seen: SeenMaterial): Trace | null {
  const words = addedTo(
    ANSWER_SOURCES.flatMap(wordsIn(clean)),
    ANSWER_SOURCES.flatMap(wordsIn(seen)),
  );
  const told = addedTo(clean.told.match(WORDS) ?? [], seen.told.match(WORDS) ?? []);
  const labels = addedTo(labelsIn(clean.drawing), labelsIn(seen.drawing));
  if (words.length + labels.length + told.length === 0) return null;
  const sentences = ANSWER_SOURCES.flatMap((source) =>
    listSentences(seen.answers[source] ?? "")
      .filter((quote) => !(clean.answers[source] ?? "").includes(quote))
      .map((quote) => ({ source, quote })),
  );
  const lines = seen.drawing.split("\n").filter((line) => labels.some((l) => line.includes(l)));
  const ids = lines.flatMap((line) => /^\s*([NECA]\d+)\b/.exec(line)?.[1] ?? []);
  return { sentences, ids };
}

/** What a captured judge says: everything is met, on evidence of the kind that it claims. */
export function answerCaptured(
  claims: Exclude<CapturedClaims, "abstaining">,
  question: AskedQuestion,
  trace: Trace,
  seen: SeenMaterial,
): FakeAnswer {
  const invented = "the service keeps warm replicas in nine regions behind a global balancer";
  const real = ANSWER_SOURCES.flatMap((source) =>
    listSentences(seen.answers[source] ?? "").map((quote) => ({ source, quote })),
  );
  const byLength = [...real].sort((a, b) => a.quote.length - b.quote.length);
  const claim = (): FakeEvidence | undefined => {
    switch (claims) {
      case "invented":
        return undefined;
      case "half_invented": {
        const half = byLength.at(-1);
        return (
          half && { ...half, quote: `${half.quote.slice(0, half.quote.length / 2)} ${invented}` }
        );
      }
      case "payload":
        return claimPayload(question, trace);
      case "one_sentence":
        return byLength[0];
      case "each_its_own":
        return real[hashOf(question.id) % Math.max(1, real.length)];
    }
  };
  return { verdict: "met", evidence: [claim() ?? inventedFor(question, invented)] };
}

function claimPayload(
  { accepts_evidence_from: accepts }: AskedQuestion,
  { sentences, ids }: Trace,
): FakeEvidence | undefined {
  const [longest] = [...sentences].sort((a, b) => lengthOf(b) - lengthOf(a));
  if (longest && accepts.includes("text")) return longest;
  return ids.length > 0 ? { source: "diagram", ids } : undefined;
}

function lengthOf(evidence: FakeEvidence): number {
  return "quote" in evidence ? evidence.quote.length : 0;
}

function inventedFor(question: AskedQuestion, quote: string): FakeEvidence {
  return question.accepts_evidence_from.includes("text")
    ? { source: question.section, quote }
    : { source: "diagram", ids: ["N9999"] };
}

function wordsIn({ answers }: SeenMaterial): (source: (typeof ANSWER_SOURCES)[number]) => string[] {
  return (source) => answers[source]?.match(WORDS) ?? [];
}

function labelsIn(drawing: string): string[] {
  return (drawing.match(/"(?:[^"\\]|\\.)*"/g) ?? []).filter((label) => label !== '""');
}

function addedTo(before: string[], after: string[]): string[] {
  const left = new Map<string, number>();
  for (const item of before) left.set(item, (left.get(item) ?? 0) + 1);
  return after.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}
