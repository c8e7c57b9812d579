import type { FormRefusal } from "./actions/refusal";

/** What is wrong with a form, by field ("" is the form as a whole), and what was typed. */
export type FormResult = { errors: Record<string, string[]>; typed: Record<string, string> };

/**
 * A refusal for the page that shows the form.
 *
 * @param form.fields the fields that can show an error of their own; others' are the whole form's
 * @param form.secret fields that are never sent back
 */
export function toFormResult(
  refusal: FormRefusal,
  form: { fields: readonly string[]; secret?: readonly string[] },
): FormResult {
  const { message, fieldErrors, typed } = refusal;
  const errors: FormResult["errors"] = message === null ? {} : { "": [message] };
  for (const [name, messages] of Object.entries(fieldErrors)) {
    const place = form.fields.includes(name) ? name : "";
    errors[place] = [...(errors[place] ?? []), ...messages];
  }
  const shown = Object.entries(typed).filter(([name]) => !form.secret?.includes(name));
  return { errors, typed: Object.fromEntries(shown) };
}

/** The errors of one field. */
export function listFieldErrors(result: FormResult | undefined, name: string): string[] {
  return result?.errors[name] ?? [];
}

/** The errors of the form as a whole. */
export function listFormErrors(result: FormResult | undefined): string[] {
  return listFieldErrors(result, "");
}

/** What was typed into a text field before it came back with errors. */
export function readTyped(result: FormResult | undefined, name: string): string | undefined {
  return result?.typed[name];
}
