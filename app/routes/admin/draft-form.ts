import { data } from "@remix-run/node";
import type { AppLoadContext } from "@remix-run/node";
import type { z } from "zod";
import type { Viewer } from "#server/accounts/sessions";
import { draftIdSchema } from "#domain/authoring/draft.schema";
import { forAdmins } from "~/lib/actions/form-action";
import type { FormAction, FormSchema, FormSpec } from "~/lib/actions/form-action";
import { sayRefusal, toRefusalResponse } from "~/lib/actions/refusal";
import type { FormRefusal } from "~/lib/actions/refusal";
import { notFound } from "~/lib/respond";

/** A draft is four whole files, an answer six texts and a drawing. */
const LIMITS = { bytes: 8_000_000, values: 400 };

type DraftAsk<Fields> = {
  fields: Fields;
  draftId: string;
  userId: string;
  context: AppLoadContext;
};

type Refused = ReturnType<typeof refuseInPlace>;

/**
 * A form about the draft in the address. A refusal is said above the editor, which keeps what it
 * holds; only a draft that isn't there is the error page's.
 */
export function draftForm<Schema extends FormSchema, Done, Other = never>(
  spec: Pick<FormSpec<Viewer, Schema, Done, never>, "schema" | "lists" | "unread"> & {
    refuse?: (refusal: FormRefusal) => Other;
    run: (ask: DraftAsk<z.output<Schema>>) => Done | Promise<Done>;
  },
): FormAction<Done | NoInfer<Other> | Refused> {
  const { run, refuse, ...rest } = spec;
  return forAdmins({
    ...rest,
    limits: LIMITS,
    admit: ({ params }) => void requireDraftId(params),
    refuse: (refusal: FormRefusal): Other | Refused => {
      if (refusal.code === "not_found") throw toRefusalResponse(refusal);
      return refuse ? refuse(refusal) : refuseInPlace(refusal);
    },
    run: ({ fields, viewer, params, context }) =>
      run({ fields, draftId: requireDraftId(params), userId: viewer.id, context }),
  });
}

function refuseInPlace(refusal: FormRefusal) {
  const { status } = refusal;
  return data({ kind: "refused" as const, message: sayRefusal(refusal) }, { status });
}

function requireDraftId(params: { draftId?: string }): string {
  const draftId = draftIdSchema.safeParse(params.draftId);
  if (!draftId.success) throw notFound("There is no draft at this address.");
  return draftId.data;
}
