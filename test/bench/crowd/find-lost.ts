import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { SECTION_IDS } from "#domain/problems/scale";
import type { Db } from "#server/db/client";
import { answers, revisions, sceneElements } from "#server/db/tables/attempts";
import type { Candidate } from "./candidate";

/** What the database lacks of what it acknowledged to one candidate; a line each, none for none. */
export async function findLost(
  db: Db,
  candidate: Pick<Candidate, "attemptId" | "clientId" | "state" | "acknowledged">,
): Promise<string[]> {
  const { attemptId, clientId, state, acknowledged } = candidate;
  const lost: string[] = [];
  const kept = await db
    .select({ clientId: revisions.clientId, seq: revisions.seq, kind: revisions.kind })
    .from(revisions)
    .where(eq(revisions.attemptId, attemptId));
  const seqs = new Set(
    kept.filter((row) => row.clientId === clientId && row.kind === "save").map(({ seq }) => seq),
  );
  for (const seq of acknowledged) if (!seqs.has(seq)) lost.push(`save ${seq} has no revision`);

  const texts = await db
    .select({ section: answers.section, text: answers.text })
    .from(answers)
    .where(eq(answers.attemptId, attemptId));
  const textOf = new Map(texts.map(({ section, text }) => [section, text]));
  for (const section of SECTION_IDS)
    if ((textOf.get(section) ?? "") !== state.texts[section].base.text)
      lost.push(`${section} differs`);

  const rows = await db
    .select({ id: sceneElements.elementId, element: sceneElements.element })
    .from(sceneElements)
    .where(eq(sceneElements.attemptId, attemptId));
  const elementOf = new Map(rows.map(({ id, element }) => [id, element]));
  for (const [id, element] of state.elements)
    if (!isDeepStrictEqual(elementOf.get(id), element)) lost.push(`element ${id} differs`);
  return lost;
}
