import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listOwnAttempts } from "#server/attempts/list-attempts";
import { AttemptRow } from "~/components/practice/attempt-row";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { requireViewer } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "My attempts · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  return { attempts: await listOwnAttempts(context.db, viewer.id) };
}

export default function AttemptsPage() {
  const { attempts } = useLoaderData<typeof loader>();
  if (attempts.length === 0) {
    return (
      <>
        <PageHeader title="My attempts" />
        <EmptyState
          title="Nothing here yet"
          action={
            <ButtonLink to="/problems" variant="primary">
              Choose a problem
            </ButtonLink>
          }
        >
          Every interview you take stands here, with its grade and its report. The first can be
          untimed, with hints.
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
