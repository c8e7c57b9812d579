import { sql } from "drizzle-orm";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import type { Db } from "#server/db/client";
import { parseScene } from "#domain/diagram/parse-scene";
import { cleanMaterial } from "#server/grading/clean-material";
import { findQuote } from "#server/text/find-quote";
import type { Entry } from "./entry.schema";
import { fillScene } from "./fill-elements";
import type { DoorsWorld } from "./open-world";
import type { Honest } from "./read-corpus";
import { spell, spellJson } from "./spell";
import { listDropped, tryEntry } from "./try-entry";

export type Passed = { entry: Entry; kind: Honest[number]["kind"]; harm: string | null };

/** Sends honest work by the same doors: all of it must be taken, and nothing of it lost or changed. */
export async function runHonest(
  world: DoorsWorld,
  honest: Honest,
  onPassed: (passed: Passed) => void = () => undefined,
): Promise<Passed[]> {
  const all: Passed[] = [];
  for (const { kind, entries } of honest) {
    for (const entry of entries) {
      const passed = { entry, kind, harm: await findHarm(world, entry) };
      all.push(passed);
      onPassed(passed);
    }
  }
  return all;
}

async function findHarm(world: DoorsWorld, entry: Entry): Promise<string | null> {
  const { grade, ...rest } = entry;
  const save = grade ? { texts: grade.texts } : entry.save;
  const { answers } = await tryEntry(world, "text", save ? { ...rest, save } : rest);
  const [first] = answers;
  const status = first?.status ?? 0;
  if (!first || !entry.passes.includes(status)) return `answered ${status}`;
  // A link that isn't a web page's is taken off its element, and the workspace says so.
  const lost = listDropped(first).filter((reason) => !reason.startsWith("link removed"));
  if (lost.length > 0) return `left out ${lost.length} elements: ${lost[0]}`;
  for (const word of status < 400 ? entry.keeps : []) {
    if (!(await isStored(world.database.db, word))) return `not stored: ${word}`;
    if (grade && !isSeen(entry, word)) return `doesn't reach the judge: ${word}`;
    if (entry.save && !isDrawn(entry, word)) return `isn't read in the drawing: ${word}`;
  }
  return null;
}

/** Whether it stands, as it was written, in anything that people write; a question is one line. */
async function isStored(db: Db, word: string): Promise<boolean> {
  const [row] = await db.execute<{ is_stored: boolean }>(sql`
    SELECT exists(SELECT FROM users WHERE strpos(name, ${word}) > 0)
      OR exists(SELECT FROM answers WHERE strpos(text, ${word}) > 0)
      OR exists(SELECT FROM scene_elements
        WHERE strpos(element ->> 'text', ${word}) > 0 OR strpos(element ->> 'name', ${word}) > 0)
      OR exists(SELECT FROM attempt_questions
        WHERE strpos(question, ${word.replace(/\s+/g, " ")}) > 0)
      OR exists(SELECT FROM appeals WHERE strpos(note, ${word}) > 0)
      OR exists(SELECT FROM cohorts WHERE strpos(name, ${word}) > 0)
      AS is_stored`);
  return row?.is_stored ?? false;
}

/** Whether the judge gets it word for word, and may quote it. */
function isSeen({ grade }: Entry, word: string): boolean {
  const texts = Object.entries(grade?.texts ?? {}).map(([id, text]) => [id, spell(text)]);
  const answers = { ...EMPTY_ANSWERS, ...(Object.fromEntries(texts) as Record<string, string>) };
  const { material } = cleanMaterial(answers, parseScene({ elements: [] }).scene);
  return Object.values(material.answers).some(
    (text) => text.includes(word) && findQuote(text, word) !== null,
  );
}

function isDrawn({ save }: Entry, word: string): boolean {
  const drawn: unknown = JSON.parse(spellJson(fillScene(save?.["elements"] ?? [])));
  const { material } = cleanMaterial(EMPTY_ANSWERS, parseScene(drawn).scene);
  const shown = JSON.stringify(word.replace(/\s+/g, " ")).slice(1, -1);
  const answers = JSON.stringify(save?.["texts"] ?? {});
  return material.diagramText.replace(/\s+/g, " ").includes(shown) || answers.includes(shown);
}
