import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MIN_PASSWORD_CHARS, nextSchema, signUpSchema } from "#server/accounts/account.schema";
import { signUp } from "#server/accounts/sign-up";
import { AccountForm } from "~/components/account/account-form";
import { defineAction } from "~/lib/actions/define-actions";
import { forAnyone } from "~/lib/actions/form-action";
import { toFormResult } from "~/lib/form-result";
import { openSession } from "~/lib/open-session";
import { toSafeNextPath } from "~/lib/safe-next-path";

export const meta: MetaFunction = () => [{ title: "Create an account · Scaleboard" }];

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = toSafeNextPath(new URL(request.url).searchParams.get("next"));
  if (context.viewer !== null) throw redirect(next);
  return { next, minPasswordChars: MIN_PASSWORD_CHARS };
}

export const action = defineAction(
  forAnyone({
    schema: signUpSchema.extend({ next: nextSchema }),
    refuse: (refusal) =>
      data(toFormResult(refusal, { fields: ["name", "email", "password"], secret: ["password"] }), {
        status: refusal.status,
      }),
    run: async ({ fields, context }) => {
      const { next, ...account } = fields;
      const { userId } = await signUp(context.db, account);
      return openSession(context, { userId, next });
    },
  }),
);

export default function SignUpPage() {
  const { next, minPasswordChars } = useLoaderData<typeof loader>();
  return (
    <AccountForm
      title="Create an account"
      fields={[
        { name: "name", label: "Your name", type: "text", autoComplete: "name" },
        { name: "email", label: "E-mail", type: "email", autoComplete: "username" },
        {
          name: "password",
          label: "Password",
          hint: `At least ${minPasswordChars} characters. A few words are better than symbols.`,
          type: "password",
          autoComplete: "new-password",
          minLength: minPasswordChars,
        },
      ]}
      submitLabel="Create account"
      other={{ to: "/sign-in", question: "Have an account?", label: "Sign in" }}
      next={next}
      result={useActionData<typeof action>()}
    />
  );
}
