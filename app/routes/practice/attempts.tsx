import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listOwnAttempts } from "#server/attempts/list-attempts";
import { listDrills } from "#server/attempts/list-drills";
import { DrillRow } from "~/components/drill/drill-row";
import { AttemptRow } from "~/components/practice/attempt-row";
import { AttemptTabs } from "~/components/practice/attempt-tabs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { requireViewer } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "My attempts · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const areDrills = new URL(request.url).searchParams.get("show") === "drills";
  return areDrills
    ? { attempts: null, drills: await listDrills(context.db, viewer.id) }
    : { attempts: await listOwnAttempts(context.db, viewer.id), drills: null };
}

export default function AttemptsPage() {
  const { attempts, drills } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="My attempts"
        actions={<ButtonLink to="/problems">Choose a problem</ButtonLink>}
      />
      <AttemptTabs shown={drills === null ? "interviews" : "drills"} />
      {drills === null ? (
        attempts.length === 0 ? (
          <NoInterviews />
        ) : (
          <ul className="border-line border-b">
            {attempts.map((attempt) => (
              <AttemptRow key={attempt.id} attempt={attempt} />
            ))}
          </ul>
        )
      ) : drills.length === 0 ? (
        <NoDrills />
      ) : (
        <ul className="border-line border-b">
          {drills.map((drill) => (
            <DrillRow key={drill.id} drill={drill} />
          ))}
        </ul>
      )}
    </>
  );
}

function NoInterviews() {
  return (
    <EmptyState
      title="Nothing here yet"
      action={
        <ButtonLink to="/problems" variant="primary">
          Choose a problem
        </ButtonLink>
      }
    >
      Your interviews appear here, each with its grade and its report. The first can be untimed,
      with hints.
    </EmptyState>
  );
}

function NoDrills() {
  return (
    <EmptyState
      title="No drills yet"
      action={<ButtonLink to="/attempts">Your interviews</ButtonLink>}
    >
      A drill practises one to three criteria in five to ten minutes. Start one from a report,
      beside a criterion you missed.
    </EmptyState>
  );
}
