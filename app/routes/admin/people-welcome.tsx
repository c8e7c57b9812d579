import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getFirstSteps } from "#server/accounts/get-first-steps";
import { FirstSteps } from "~/components/people/first-steps";
import { listFirstSteps } from "~/components/people/list-first-steps";
import { ButtonLink } from "~/components/ui/button-link";
import { PageHeader } from "~/components/ui/page-header";
import { requireRole } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "Welcome · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireRole(context, request, "admin");
  const done = await getFirstSteps(context.db);
  return {
    name: viewer.name,
    steps: listFirstSteps({ ...done, hasModel: (await context.getJudge()).hasModel }),
  };
}

export default function WelcomePage() {
  const { name, steps } = useLoaderData<typeof loader>();
  const left = steps.filter(({ isDone }) => !isDone).length;
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={`Welcome, ${name}`}
        lead={
          left === 0
            ? "This server is set up. Everything is done."
            : "You manage this server. These steps take it to its first candidate."
        }
      />
      <FirstSteps steps={steps} />
      <div className="mt-8">
        <ButtonLink to="/admin" variant="primary">
          Go to the overview
        </ButtonLink>
      </div>
    </div>
  );
}
