import type { ActionFunctionArgs } from "@remix-run/node";
import { orThrowResponse, notFound } from "../respond";
import type { Access, FormAction } from "./form-action";
import { INTENT, malformed } from "./malformed";
import { readForm } from "./read-form";
import type { FormLimits, PostedForm } from "./read-form";

type Forms = Record<string, FormAction<unknown>>;
type ReplyOf<Form> = Form extends FormAction<infer Reply> ? Reply : never;

/** A route's action. The rights matrix reads `forms`. */
export type DefinedAction<Reply> = ((args: ActionFunctionArgs) => Promise<Reply>) & {
  access: Access;
  forms: Forms;
};

/**
 * The action of a route whose page has several forms, told apart by the field `intent`. Who asks is
 * settled before anything of the body is read; so all forms of a route are for the same people.
 *
 * @throws Response for whoever may not send it, for a body that is too large or no form (400, 413),
 *   for an unknown intent (404), and for a refusal that a form doesn't answer itself
 */
export function defineActions<const Known extends Forms>(
  forms: Known,
): DefinedAction<ReplyOf<Known[keyof Known]>> {
  const known = new Map(Object.entries(forms));
  const [first, ...others] = known.values();
  if (!first || others.some(({ access }) => access !== first.access)) {
    throw new Error("the forms of a route must be for the same people");
  }
  const limits = widest([first, ...others]);

  async function action(args: ActionFunctionArgs): Promise<unknown> {
    if (args.request.method !== "POST") throw new Response(null, { status: 405 });
    await first?.admit(args);
    return orThrowResponse(async () => {
      const posted = await readForm(args.request, limits);
      const intent = readIntent(posted);
      const form = known.get(intent);
      if (!form) throw notFound("There is no such form.");
      requireWithin(posted, form.limits);
      return form.answer(args, intent, posted);
    });
  }
  // What the forms of `known` answer is what the action answers.
  return Object.assign(action as (args: ActionFunctionArgs) => Promise<never>, {
    access: first.access,
    forms,
  });
}

/** The action of a route with one form, which needs no intent. */
export function defineAction<Reply>(form: FormAction<Reply>): DefinedAction<Reply> {
  return defineActions({ "": form });
}

function widest(forms: FormAction<unknown>[]): FormLimits {
  return {
    bytes: Math.max(...forms.map(({ limits }) => limits.bytes)),
    values: Math.max(...forms.map(({ limits }) => limits.values)),
  };
}

function readIntent({ values }: PostedForm): string {
  const named = values.filter(([name]) => name === INTENT);
  const [[, intent] = ["", ""]] = named;
  if (named.length > 1 || typeof intent !== "string") throw malformed("more than one intent");
  return intent;
}

function requireWithin({ values, bytes }: PostedForm, limits: FormLimits): void {
  if (values.length > limits.values || bytes > limits.bytes) {
    throw malformed(`${values.length} values, ${bytes} bytes`);
  }
}
