import { data } from "@remix-run/node";
import type { z } from "zod";
import type { Viewer } from "#server/accounts/sessions";
import type { AccountOutcome, AccountPart } from "~/components/account/account-outcome";
import { forSignedIn } from "~/lib/actions/form-action";
import type { Ask, FormAction, FormSchema } from "~/lib/actions/form-action";
import { toFormResult } from "~/lib/form-result";

/** Which part of the page each form belongs to, and which of its fields can show an error. */
const PARTS: Record<string, { part: AccountPart; fields: string[] }> = {
  name: { part: "name", fields: ["name"] },
  email: { part: "email", fields: ["email", "ownPassword"] },
  password: { part: "password", fields: ["password", "ownPassword"] },
  "end-session": { part: "sessions", fields: [] },
  "end-other-sessions": { part: "sessions", fields: [] },
  delete: { part: "delete", fields: ["ownPassword", "isSure"] },
};
const SECRET = ["password", "ownPassword"];

type Told = ReturnType<typeof data<AccountOutcome>>;

/** A form of one's own account, whose refusal is shown beside it. */
export function accountForm<Schema extends FormSchema, Done>(spec: {
  schema: Schema;
  run: (ask: Ask<Viewer, z.output<Schema>>) => Promise<Done>;
}): FormAction<Done | Told> {
  return forSignedIn({
    ...spec,
    refuse: (refusal): Told => {
      const { part, fields } = PARTS[refusal.intent] ?? { part: "name", fields: [] };
      const result = toFormResult(refusal, { fields, secret: SECRET });
      return data<AccountOutcome>({ part, notice: null, result }, { status: refusal.status });
    },
  });
}

/** What was done, for the part of the page that asked. */
export function told(
  part: AccountPart,
  notice: string,
  headers: Record<string, string> = {},
): Told {
  return data<AccountOutcome>({ part, notice, result: undefined }, { headers });
}
