import { sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { answers } from "../db/tables/attempts";
import type { Answers } from "./answer.schema";
import { appendWorksheet, writeLines } from "./worksheet/write-lines";
import { parseWorksheet } from "./worksheet/worksheet.schema";

/** As it was last saved, and by which tab. */
export type SavedWorksheet = { text: string; clientId: string };

/**
 * Writes what the worksheet says below the Latency & Cost answer, as the last change before an attempt
 * is handed in. From then on it is part of that answer for everybody who reads it, and stays as it
 * was written even when a later version would put it in other words. A sheet that says nothing
 * changes nothing.
 * @returns the answers as they are now
 */
export async function freezeWorksheet(
  tx: DbOrTx,
  attemptId: string,
  worksheet: SavedWorksheet | null,
  written: Answers,
): Promise<Answers> {
  if (worksheet === null || worksheet.text === "") return written;
  const sheet = parseWorksheet(worksheet.text);
  // It was checked when it was saved. One that can't be read any more keeps nobody from handing in.
  if (sheet === null || writeLines(sheet).length === 0) return written;
  const text = appendWorksheet(written.latency_cost, sheet);
  await tx
    .insert(answers)
    .values({ attemptId, section: "latency_cost", text, revision: 1, clientId: worksheet.clientId })
    .onConflictDoUpdate({
      target: [answers.attemptId, answers.section],
      set: { text, revision: sql`${answers.revision} + 1`, updatedAt: sql`now()` },
    });
  return { ...written, latency_cost: text };
}
