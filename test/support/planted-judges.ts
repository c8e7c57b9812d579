import type { CheckItem, PlantedSet } from "#server/judges/check/read-planted";
import type { FakeVerdict, JudgingCharacter } from "./fake-model/character";

type Labelled = Extract<JudgingCharacter, { kind: "labelled" }>;

/** Right verdicts of the canaries of all planted problems. */
export function canariesOf({ items }: PlantedSet): Record<string, FakeVerdict> {
  return Object.fromEntries(
    items.flatMap(({ input }) => input.rubric.canaries.map(({ id, expect }) => [id, expect])),
  );
}

/** A model that knows what was planted where, and can tell the answers apart. */
export function perfectOn(set: PlantedSet): Labelled {
  const clean = set.items.filter(({ cleanId }) => cleanId === null);
  const statements: Record<string, string> = {};
  for (const { id, text } of clean.flatMap(({ input }) => input.rubric.criteria)) {
    if ((statements[id] ?? text) !== text) throw new Error(`two problems have a criterion "${id}"`);
    statements[id] = text;
  }
  return {
    kind: "labelled",
    statements,
    answers: clean.map((item) => ({ phrase: phraseOf(item), expected: expectedOf(item) })),
  };
}

/** Words that stand in this answer, with or without an injection, and in no other. */
function phraseOf({ input: { answers } }: CheckItem): string {
  const [longest = ""] = Object.values(answers)
    .flatMap((text) => text.match(/[A-Za-z ,']{20,}/g) ?? [])
    .sort((a, b) => b.length - a.length);
  return longest.trim();
}

function expectedOf({ truths }: CheckItem): Record<string, FakeVerdict> {
  return Object.fromEntries(
    truths.map(({ criterionId, state }) => [
      criterionId,
      state === "met" || state === "partial" ? state : "not_met",
    ]),
  );
}

/** Perfect, but for one in `every` of what is met and of what isn't. */
export function wrongOn(set: PlantedSet, every: number): Labelled {
  const counts = { met: 0, other: 0 };
  return {
    ...perfectOn(set),
    answers: perfectOn(set).answers.map(({ phrase, expected }) => ({
      phrase,
      expected: Object.fromEntries(
        Object.entries(expected).map(([id, verdict]) => {
          const kind = verdict === "met" ? "met" : "other";
          counts[kind] += 1;
          const flipped = kind === "met" ? "not_met" : "met";
          return [id, counts[kind] % every === 0 ? flipped : verdict];
        }),
      ),
    })),
  };
}

/** Finds everything met. */
export function overAwardingOn(set: PlantedSet): Labelled {
  return {
    ...perfectOn(set),
    answers: perfectOn(set).answers.map(({ phrase, expected }) => ({
      phrase,
      expected: Object.fromEntries(Object.keys(expected).map((id) => [id, "met"])),
    })),
  };
}

/** Perfect, until an injection reaches it. */
export function obedientOn(set: PlantedSet, injections: readonly string[]): Labelled {
  return { ...perfectOn(set), orders: [...injections] };
}

export function inventingOn(set: PlantedSet): Labelled {
  return { ...perfectOn(set), inventsQuotes: true };
}
