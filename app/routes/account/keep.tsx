import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MIN_PASSWORD_CHARS, nextSchema, signUpSchema } from "#domain/accounts/account.schema";
import { DEMO_ADDRESS_END } from "#server/accounts/demo-address";
import { getDemoPerson } from "#server/accounts/demo-people";
import { keepDemoPerson } from "#server/accounts/keep-demo-person";
import { AccountForm } from "~/components/account/account-form";
import { signUpFields } from "~/components/account/sign-up-fields";
import { ButtonLink } from "~/components/ui/button-link";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { toFormResult } from "~/lib/form-result";
import { toKeepPage } from "~/lib/keep-page";
import { openSession } from "~/lib/open-session";
import { requireViewer } from "~/lib/require-viewer";
import { toSafeNextPath } from "~/lib/safe-next-path";

export const meta: MetaFunction = () => [{ title: "Keep this work · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const next = toSafeNextPath(new URL(request.url).searchParams.get("next"), "/");
  const isDemo = viewer.email.endsWith(DEMO_ADDRESS_END);
  // The demo's reviewer and admin are everybody's.
  if (isDemo && !(await getDemoPerson(context.db, viewer))) throw redirect("/account");
  const { signUp: mode, expectedOrigin } = context.settings;
  return {
    next,
    minPasswordChars: MIN_PASSWORD_CHARS,
    mode,
    expectedOrigin,
    /** Null until it is kept. */
    keptAs: isDemo ? null : viewer.email,
  };
}

export const action = defineAction(
  forSignedIn({
    schema: signUpSchema.extend({ next: nextSchema }),
    refuse: (refusal) =>
      data(toFormResult(refusal, { fields: ["name", "email", "password"], secret: ["password"] }), {
        status: refusal.status,
      }),
    run: async ({ fields, viewer, context }) => {
      const { next, ...account } = fields;
      await keepDemoPerson(context.db, context.loginLimiter, {
        ...account,
        userId: viewer.id,
        address: context.clientAddress,
        mode: context.settings.signUp,
      });
      const said = toKeepPage(toSafeNextPath(next, "/"));
      return openSession(context, { userId: viewer.id, next: said });
    },
  }),
);

export default function KeepPage() {
  const { next, minPasswordChars, mode, expectedOrigin, keptAs } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  if (keptAs !== null) return <Kept email={keptAs} next={next} />;
  if (mode === "invite") return <NotHere next={next} />;
  return (
    <AccountForm
      title="Keep this work"
      lead="This demo account becomes yours, with everything in it: attempts, marks, drills and notices. Reviewers, and people you share a report with under your name, will see the name you enter here."
      fields={signUpFields(minPasswordChars)}
      submitLabel="Keep this work"
      next={next}
      expectedOrigin={expectedOrigin}
      result={result}
    />
  );
}

function Kept(props: { email: string; next: string }) {
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="text-3xl font-bold">Your work is in your account</h1>
      <p className="mt-6 text-pretty wrap-anywhere">
        Next time, sign in with <strong>{props.email}</strong> and your password, in any browser
        that reaches this server.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink to={props.next} variant="primary">
          Continue
        </ButtonLink>
        <ButtonLink to="/account">Your account</ButtonLink>
      </div>
    </div>
  );
}

/** Where nobody makes an account by themselves, a demo candidate doesn't become one either. */
function NotHere(props: { next: string }) {
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="text-3xl font-bold">Accounts are by invitation only</h1>
      <p className="mt-6 text-pretty">
        So this demo account can’t become one. Its work stays until you delete it, and this browser
        goes on opening it. To take a copy with you, download your data.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink to="/account" variant="primary">
          Your data
        </ButtonLink>
        <ButtonLink to={props.next}>Back</ButtonLink>
      </div>
    </div>
  );
}
