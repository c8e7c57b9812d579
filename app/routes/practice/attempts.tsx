import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listOwnAttempts } from "#server/attempts/list-attempts";
import { listSamples } from "#server/problems/get-sample";
import { listProblems } from "#server/problems/list-problems";
import { AttemptRow } from "~/components/practice/attempt-row";
import { SampleLinks } from "~/components/practice/sample-links";
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
  if (attempts.length > 0) return { attempts, suggested: null, samples: [] };
  const [problems, samples] = await Promise.all([
    listProblems(context.db, viewer.id),
    listSamples(context.db),
  ]);
  return { attempts, suggested: suggestFirst(problems), samples };
}

export default function AttemptsPage() {
  const { attempts, suggested, samples } = useLoaderData<typeof loader>();
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
          <SampleLinks samples={samples} className="mt-2" />
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
