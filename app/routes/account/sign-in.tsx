import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { signInSchema } from "#server/accounts/account.schema";
import { signIn } from "#server/accounts/sign-in";
import { isAppError } from "#server/errors";
import { AccountForm } from "~/components/account/account-form";
import type { AccountField } from "~/components/account/account-form";
import { DemoButton } from "~/components/account/demo-button";
import { openSession } from "~/lib/open-session";
import { readForm } from "~/lib/read-form";
import { HOME_OF_SIGNED_IN, toSafeNextPath } from "~/lib/safe-next-path";

export const meta: MetaFunction = () => [{ title: "Sign in · Scaleboard" }];

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = toSafeNextPath(new URL(request.url).searchParams.get("next"));
  if (context.viewer !== null) throw redirect(next);
  return { next, isDemo: context.settings.isDemo };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const submission = parseWithZod(form, { schema: signInSchema });
  if (submission.status !== "success") {
    return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  }
  try {
    const address = context.clientAddress;
    const { userId, isNewAdmin } = await signIn(context.db, context.loginLimiter, {
      ...submission.value,
      address,
    });
    const next = toSafeNextPath(form.get("next"));
    const isFirstVisit = isNewAdmin && next === HOME_OF_SIGNED_IN;
    return await openSession(context, { userId, next: isFirstVisit ? "/welcome" : next });
  } catch (error) {
    if (!isAppError(error)) throw error;
    const result = submission.reply({
      formErrors: [error.userMessage],
      hideFields: ["password"],
    });
    return data(result, { status: error.status });
  }
}

const FIELDS: AccountField[] = [
  { name: "email", label: "E-mail", type: "email", autoComplete: "username" },
  { name: "password", label: "Password", type: "password", autoComplete: "current-password" },
];

export default function SignInPage() {
  const { next, isDemo } = useLoaderData<typeof loader>();
  return (
    <>
      <AccountForm
        title="Sign in"
        fields={FIELDS}
        submitLabel="Sign in"
        other={{ to: "/sign-up", question: "New here?", label: "Create an account" }}
        next={next}
        result={useActionData<typeof action>()}
      />
      {isDemo && (
        <div className="border-line mx-auto mt-8 max-w-sm border-t pt-6">
          <p className="mb-3">Or look around without an account, on this machine only:</p>
          <DemoButton accountRole="candidate" next={next}>
            Continue as demo candidate
          </DemoButton>
        </div>
      )}
    </>
  );
}
