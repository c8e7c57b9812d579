import { parseWorksheet } from "#domain/worksheet/worksheet.schema";
import { writeLines } from "#domain/worksheet/write-lines";

/** What a saved sheet says; nothing for one that can't be read. */
export function listLines(text: string): string[] {
  const sheet = parseWorksheet(text);
  return sheet === null ? [] : writeLines(sheet);
}

/** How many lines it adds to the answer. */
export function countLines(text: string): number {
  return listLines(text).length;
}
