import type { Answers } from "#domain/attempts/answer.schema";
import { appendWorksheet, writeLines } from "#domain/worksheet/write-lines";
import { parseWorksheet } from "#domain/worksheet/worksheet.schema";

/** As it was last saved, and by which tab. */
export type SavedWorksheet = { text: string; clientId: string };

/** The whole Latency & Cost answer with the worksheet's lines below it, and whose they are. */
export type FrozenAnswer = { text: string; clientId: string };

/**
 * Puts what the worksheet says below the Latency & Cost answer, as the last change before an attempt
 * is handed in. From then on it is part of that answer for everybody who reads it, and stays as it
 * was written even when a later version would put it in other words. A sheet that says nothing
 * changes nothing.
 * @returns the answers as they are handed in; `toWrite` is still to be written, null for nothing
 */
export function freezeWorksheet(
  worksheet: SavedWorksheet | null,
  written: Answers,
): { answers: Answers; toWrite: FrozenAnswer | null } {
  const unchanged = { answers: written, toWrite: null };
  if (worksheet === null || worksheet.text === "") return unchanged;
  const sheet = parseWorksheet(worksheet.text);
  // It was checked when it was saved. One that can't be read any more keeps nobody from handing in.
  if (sheet === null || writeLines(sheet).length === 0) return unchanged;
  const text = appendWorksheet(written.latency_cost, sheet);
  return {
    answers: { ...written, latency_cost: text },
    toWrite: { text, clientId: worksheet.clientId },
  };
}
