import type { TriedAnswer } from "#domain/authoring/dry-run.schema";

export type Move = {
  answer: string;
  criterion: TriedAnswer["criteria"][number];
  /** Null where the label says nothing of it, or both verdicts stand alike to it. */
  turn: "better" | "worse" | null;
};

/** Verdicts that differ between what is published and the draft; those that got worse first. */
export function listMoves(answers: readonly TriedAnswer[]): Move[] {
  const rank = { worse: 0, better: 1 };
  return answers
    .filter(({ totalBefore }) => totalBefore !== null)
    .flatMap(({ name, criteria }) =>
      criteria
        .filter(({ before, after }) => before?.verdict !== after?.verdict)
        .map((criterion) => ({ answer: name, criterion, turn: turnOf(criterion) })),
    )
    .sort((a, b) => (a.turn ? rank[a.turn] : 2) - (b.turn ? rank[b.turn] : 2));
}

function turnOf({ before, after }: TriedAnswer["criteria"][number]): Move["turn"] {
  const was = before?.agrees ?? null;
  const is = after?.agrees ?? null;
  if (was === null || is === null || was === is) return null;
  return is ? "better" : "worse";
}
