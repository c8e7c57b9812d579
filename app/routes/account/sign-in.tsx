import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { nextSchema, signInSchema } from "#domain/accounts/account.schema";
import { signIn } from "#server/accounts/sign-in";
import { AccountForm } from "~/components/account/account-form";
import type { AccountField } from "~/components/account/account-form";
import { DemoButton } from "~/components/account/demo-button";
import { defineAction } from "~/lib/actions/define-actions";
import { forAnyone } from "~/lib/actions/form-action";
import { toFormResult } from "~/lib/form-result";
import { openSession } from "~/lib/open-session";
import { HOME_OF_SIGNED_IN, toSafeNextPath } from "~/lib/safe-next-path";

export const meta: MetaFunction = () => [{ title: "Sign in · Scaleboard" }];

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = toSafeNextPath(new URL(request.url).searchParams.get("next"));
  if (context.viewer !== null) throw redirect(next);
  const { isDemo, signUp: signUpMode, expectedOrigin } = context.settings;
  return { next, isDemo, signUpMode, expectedOrigin };
}

export const action = defineAction(
  forAnyone({
    schema: signInSchema.extend({ next: nextSchema }),
    refuse: (refusal) =>
      data(toFormResult(refusal, { fields: ["email", "password"], secret: ["password"] }), {
        status: refusal.status,
      }),
    run: async ({ fields, context }) => {
      const { userId, isNewAdmin } = await signIn(context.db, context.loginLimiter, {
        ...fields,
        address: context.clientAddress,
        deviceToken: context.deviceToken,
      });
      const next = toSafeNextPath(fields.next);
      const isFirstVisit = isNewAdmin && next === HOME_OF_SIGNED_IN;
      return openSession(context, { userId, next: isFirstVisit ? "/welcome" : next });
    },
  }),
);

const FIELDS: AccountField[] = [
  { name: "email", label: "E-mail", type: "email", autoComplete: "username" },
  { name: "password", label: "Password", type: "password", autoComplete: "current-password" },
];

export default function SignInPage() {
  const { next, isDemo, signUpMode, expectedOrigin } = useLoaderData<typeof loader>();
  return (
    <>
      <AccountForm
        title="Sign in"
        fields={FIELDS}
        submitLabel="Sign in"
        other={
          signUpMode === "open"
            ? { to: "/sign-up", question: "New here?", label: "Create an account" }
            : null
        }
        next={next}
        expectedOrigin={expectedOrigin}
        result={useActionData<typeof action>()}
      />
      {isDemo && (
        <div className="border-line mx-auto mt-8 max-w-sm border-t pt-6">
          <p className="mb-3">
            Or try it without an account. Nobody else sees what you write, and it stays until you
            delete it.
          </p>
          <DemoButton accountRole="candidate" next={next}>
            Try it now
          </DemoButton>
        </div>
      )}
    </>
  );
}
