import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MIN_PASSWORD_CHARS, nextSchema, signUpSchema } from "#domain/accounts/account.schema";
import { signUpAsVisitor } from "#server/accounts/sign-up-as-visitor";
import { AccountForm } from "~/components/account/account-form";
import { signUpFields } from "~/components/account/sign-up-fields";
import { ButtonLink } from "~/components/ui/button-link";
import { defineAction } from "~/lib/actions/define-actions";
import { forAnyone } from "~/lib/actions/form-action";
import { toFormResult } from "~/lib/form-result";
import { openSession } from "~/lib/open-session";
import { toSafeNextPath } from "~/lib/safe-next-path";

export const meta: MetaFunction = () => [{ title: "Create an account · Scaleboard" }];

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = toSafeNextPath(new URL(request.url).searchParams.get("next"));
  if (context.viewer !== null) throw redirect(next);
  const { signUp: mode, expectedOrigin } = context.settings;
  return { next, minPasswordChars: MIN_PASSWORD_CHARS, mode, expectedOrigin };
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
      const { userId } = await signUpAsVisitor(context.db, context.loginLimiter, {
        ...account,
        address: context.clientAddress,
        mode: context.settings.signUp,
      });
      return openSession(context, { userId, next });
    },
  }),
);

export default function SignUpPage() {
  const { next, minPasswordChars, mode, expectedOrigin } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  if (mode === "invite") return <ByInvitation next={next} />;
  return (
    <AccountForm
      title="Create an account"
      fields={signUpFields(minPasswordChars)}
      submitLabel="Create account"
      other={{ to: "/sign-in", question: "Have an account?", label: "Sign in" }}
      next={next}
      expectedOrigin={expectedOrigin}
      result={result}
    />
  );
}

/** Who to ask where nobody makes an account by themselves. */
function ByInvitation(props: { next: string }) {
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="text-3xl font-bold">Accounts are by invitation only</h1>
      <p className="mt-6 text-pretty">
        Ask the person who told you about this server: your teacher, your team or whoever runs it.
        They can get you a sign-up link.
      </p>
      <p className="mt-4 text-pretty">Have a link already? Open it to create your account.</p>
      <div className="mt-6">
        <ButtonLink to={`/sign-in?${new URLSearchParams({ next: props.next })}`}>
          Sign in
        </ButtonLink>
      </div>
    </div>
  );
}
