import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MIN_PASSWORD_CHARS, signUpSchema } from "#server/accounts/account.schema";
import { signUp } from "#server/accounts/sign-up";
import { isAppError } from "#server/errors";
import { AccountForm } from "~/components/account/account-form";
import { openSession } from "~/lib/open-session";
import { readForm } from "~/lib/read-form";
import { toSafeNextPath } from "~/lib/safe-next-path";

export const meta: MetaFunction = () => [{ title: "Create an account · Scaleboard" }];

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = toSafeNextPath(new URL(request.url).searchParams.get("next"));
  if (context.viewer !== null) throw redirect(next);
  return { next, minPasswordChars: MIN_PASSWORD_CHARS };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const submission = parseWithZod(form, { schema: signUpSchema });
  if (submission.status !== "success") {
    return data(submission.reply({ hideFields: ["password"] }), { status: 400 });
  }
  try {
    const { userId } = await signUp(context.db, submission.value);
    return await openSession(context, { userId, next: form.get("next") });
  } catch (error) {
    if (!isAppError(error)) throw error;
    // A taken address is about the e-mail field, a common password about the password's.
    const field = error.code === "conflict" ? "email" : "password";
    const result = submission.reply({
      fieldErrors: { [field]: [error.userMessage] },
      hideFields: ["password"],
    });
    return data(result, { status: error.status });
  }
}

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
