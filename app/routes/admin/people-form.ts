import { data } from "@remix-run/node";
import type { FormOutcome } from "~/components/people/form-outcome";
import { forAdmins } from "~/lib/actions/form-action";
import type { FormAction, FormSchema, FormSpec } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import type { FormRefusal } from "~/lib/actions/refusal";
import type { Viewer } from "#server/accounts/sessions";

type Told = ReturnType<typeof data<FormOutcome>>;

/** A small form of an admin's page that says beside itself what came of it. */
export function toldForm<Schema extends FormSchema, Said extends string | Response>(
  spec: Pick<FormSpec<Viewer, Schema, Said, never>, "schema" | "run">,
): FormAction<Told | Exclude<Said, string>> {
  return forAdmins({
    schema: spec.schema,
    refuse: tellRefusal,
    run: async (ask) => {
      const said = await spec.run(ask);
      if (typeof said === "string") {
        return data<FormOutcome>({ intent: ask.intent, notice: said, error: null });
      }
      return said as Exclude<Said, string>;
    },
  });
}

/** A refusal for the form that was sent. */
export function tellRefusal(refusal: FormRefusal): Told {
  const { intent, status } = refusal;
  return data<FormOutcome>({ intent, notice: null, error: sayRefusal(refusal) }, { status });
}
