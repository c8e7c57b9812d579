import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { hasRole } from "#domain/accounts/roles";
import { getReplayHead } from "#server/attempts/get-replay-head";
import { recordSight } from "#server/reviews/record-sight";
import { LoadReplay } from "~/components/replay/load-replay";
import { LocalTime } from "~/components/ui/local-time";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";
import { formatMinutes } from "~/lib/time";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Replay: ${data.problem.title}` : "Replay"} · Scaleboard` },
];

const MINUTE_MS = 60_000;

/** What is above the player; what it plays comes after the page (replay-frames.tsx). */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  const who = { attemptId, viewer };
  const head = await orThrowResponse(() => getReplayHead(context.db, who));
  if (head.isDrill) throw redirect(`/drills/${attemptId}/result`);
  // It tells what the judge found, as the report does.
  const maySee =
    !hasRole(viewer.role, "reviewer") ||
    (await orThrowResponse(() => recordSight(context.db, who)));
  if (!maySee) throw redirect(`/review/${attemptId}`);
  return head;
}

export default function ReplayPage() {
  const { attemptId, problem, startedAt, end } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        above={
          <TextLink to={`/attempts/${attemptId}/report`} look="back">
            Report: {problem.title}
          </TextLink>
        }
        title="Replay"
        lead={
          <>
            <LocalTime iso={startedAt} />, {formatMinutes(end / MINUTE_MS)}
          </>
        }
      />
      <LoadReplay attemptId={attemptId} />
    </>
  );
}
