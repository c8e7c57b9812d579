import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listOwnAttempts } from "#server/attempts/list-attempts";
import { listProblems } from "#server/problems/list-problems";
import { AttemptRow } from "~/components/practice/attempt-row";
import { StartHere } from "~/components/practice/start-here";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { suggestFirst } from "~/lib/problem-filter";
import { requireViewer } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "My attempts · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const attempts = await listOwnAttempts(context.db, viewer.id);
  const suggested =
    attempts.length > 0 ? null : suggestFirst(await listProblems(context.db, viewer.id));
  return { attempts, suggested };
}

export default function AttemptsPage() {
  const { attempts, suggested } = useLoaderData<typeof loader>();
  if (attempts.length === 0) {
    return (
      <>
        <PageHeader title="My attempts" />
        {suggested !== null && <StartHere problem={suggested} />}
        <EmptyState
          title="Your interviews appear here"
          action={
            <ButtonLink to="/problems" variant={suggested === null ? "primary" : "secondary"}>
              Choose a problem
            </ButtonLink>
          }
        >
          Each with its score and its report.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="My attempts"
        actions={<ButtonLink to="/problems">Choose a problem</ButtonLink>}
      />
      <ul className="border-line border-b">
        {attempts.map((attempt) => (
          <AttemptRow key={attempt.id} attempt={attempt} />
        ))}
      </ul>
    </>
  );
}
