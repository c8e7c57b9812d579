import { toStorableText } from "#server/text/storable.schema";

/**
 * The form that a request brings. Its texts are made fit for the database, so that a pasted NUL costs
 * nobody the rest of what they wrote.
 */
export async function readForm(request: Request): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of await request.formData()) {
    if (typeof value === "string") form.append(name, toStorableText(value));
    else form.append(name, value);
  }
  return form;
}
