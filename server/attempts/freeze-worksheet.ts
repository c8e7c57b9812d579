import { eq, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { worksheets } from "../db/tables/aids";
import { answers } from "../db/tables/attempts";
import { appendWorksheet, writeLines } from "./worksheet/write-lines";
import { parseWorksheet } from "./worksheet/worksheet.schema";

/**
 * Writes what the worksheet says below the Latency & Cost answer, as the last change before an attempt
 * is handed in. From then on it is part of that answer for everybody who reads it, and stays as it
 * was written even when a later version would put it in other words. A sheet that says nothing
 * changes nothing.
 */
export async function freezeWorksheet(tx: DbOrTx, attemptId: string): Promise<void> {
  const [row] = await tx
    .select({ text: worksheets.text, clientId: worksheets.clientId })
    .from(worksheets)
    .where(eq(worksheets.attemptId, attemptId));
  if (!row || row.text === "") return;
  const sheet = parseWorksheet(row.text);
  // It was checked when it was saved. One that can't be read any more keeps nobody from handing in.
  if (sheet === null || writeLines(sheet).length === 0) return;
  const [answer] = await tx
    .select({ text: answers.text })
    .from(answers)
    .where(sql`${answers.attemptId} = ${attemptId} and ${answers.section} = 'latency_cost'`);
  const text = appendWorksheet(answer?.text ?? "", sheet);
  await tx
    .insert(answers)
    .values({ attemptId, section: "latency_cost", text, revision: 1, clientId: row.clientId })
    .onConflictDoUpdate({
      target: [answers.attemptId, answers.section],
      set: { text, revision: sql`${answers.revision} + 1`, updatedAt: sql`now()` },
    });
}
