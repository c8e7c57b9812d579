import type { SubmissionResult } from "@conform-to/zod/v4";

/**
 * What an action found in a form, as conform replies it. Read here rather than by conform's React
 * part: forms are checked on the server, and 12 kB of script would add nothing to that.
 */
export type FormResult = SubmissionResult<string[]>;

/** The errors of one field. */
export function listFieldErrors(result: FormResult | undefined, name: string): string[] {
  return result?.error?.[name] ?? [];
}

/** The errors of the form as a whole. */
export function listFormErrors(result: FormResult | undefined): string[] {
  return listFieldErrors(result, "");
}

/** What was typed into a text field before it came back with errors. */
export function readTyped(result: FormResult | undefined, name: string): string | undefined {
  const value = result?.initialValue?.[name];
  return typeof value === "string" ? value : undefined;
}
