import { data } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { MIN_PASSWORD_CHARS } from "#domain/accounts/account.schema";
import { getPasswordReset } from "#server/accounts/get-password-reset";
import { resetPasswordSchema } from "#domain/accounts/own-account.schema";
import { resetPassword } from "#server/accounts/reset-password";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { defineAction } from "~/lib/actions/define-actions";
import { forAnyone } from "~/lib/actions/form-action";
import { listFieldErrors, listFormErrors, toFormResult } from "~/lib/form-result";
import { openSession } from "~/lib/open-session";
import { HOME_OF_SIGNED_IN } from "~/lib/safe-next-path";
import { notFound } from "~/lib/respond";

export const meta: MetaFunction = () => [{ title: "Set a new password · Scaleboard" }];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const reset = await getPasswordReset(context.db, params.token ?? "");
  const email = reset?.email ?? null;
  return data({ email, minPasswordChars: MIN_PASSWORD_CHARS }, { status: reset ? 200 : 404 });
}

export const action = defineAction(
  forAnyone({
    schema: resetPasswordSchema,
    admit: async ({ params, context }) => {
      if (await getPasswordReset(context.db, params.token ?? "")) return;
      throw notFound("This link was used, replaced or has expired. Ask an admin for a new one.");
    },
    refuse: (refusal) =>
      data(toFormResult(refusal, { fields: ["password"], secret: ["password"] }), {
        status: refusal.status,
      }),
    run: async ({ fields, params, context }) => {
      const { userId } = await resetPassword(context.db, { ...fields, token: params.token ?? "" });
      return openSession(context, { userId, next: HOME_OF_SIGNED_IN });
    },
  }),
);

export default function ResetPage() {
  const { email, minPasswordChars } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const isPending = useNavigation().formMethod === "POST";
  if (email === null) return <DeadLink />;
  const formErrors = listFormErrors(result);
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="text-3xl font-bold">Set a new password</h1>
      <Form method="post" className="mt-6 flex flex-col gap-5">
        {formErrors.length > 0 && (
          <Callout tone="danger" role="alert" title={formErrors.join(" ")} />
        )}
        <Field label="E-mail">
          {/* For password managers; the account is the link's. */}
          <Input type="email" value={email} autoComplete="username" readOnly />
        </Field>
        <Field
          label="New password"
          hint={`At least ${minPasswordChars} characters. Every browser that is signed in now will be signed out.`}
          errors={listFieldErrors(result, "password")}
        >
          <Input
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={minPasswordChars}
            required
          />
        </Field>
        <Button type="submit" variant="primary" size="lg" isPending={isPending}>
          Set password and sign in
        </Button>
      </Form>
    </div>
  );
}

function DeadLink() {
  return (
    <div className="max-w-2xl py-8">
      <h1 className="text-3xl font-bold sm:text-4xl">This link doesn’t work anymore</h1>
      <p className="mt-4 text-lg">
        It was used, replaced by a newer one, or is older than a day. Ask an admin for a new link.
      </p>
      <div className="mt-8">
        <ButtonLink to="/sign-in" variant="primary">
          Sign in
        </ButtonLink>
      </div>
    </div>
  );
}
