import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "#server/accounts/sessions";
import { getQueue } from "#server/grades/get-queue";
import { requestFailedGrades } from "#server/grades/request-failed-grades";
import { retryKindSchema, retryOneSchema } from "#domain/grading/retry.schema";
import type { Retry } from "#domain/grading/retry.schema";
import { AdminNav } from "~/components/admin/admin-nav";
import { Callout } from "~/components/ui/callout";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { FailedGradings } from "~/components/usage/failed-gradings";
import { NoWorker } from "~/components/usage/no-worker";
import { OpenGradings } from "~/components/usage/open-gradings";
import { QueueCounts } from "~/components/usage/queue-counts";
import { defineActions } from "~/lib/actions/define-actions";
import { forAdmins } from "~/lib/actions/form-action";
import type { Ask } from "~/lib/actions/form-action";
import { requireRole } from "~/lib/require-viewer";
import { useQuietRefresh } from "~/lib/use-quiet-refresh";

export const meta: MetaFunction = () => [{ title: "Queue · Scaleboard" }];

const REFRESH_MS = 4_000;
/** With nothing to watch but the workers. */
const QUIET_REFRESH_MS = 20_000;

export function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  return getQueue(context.db, context.jobs, (error) =>
    context.log.warn({ err: error }, "the queue's counts could not be read"),
  );
}

const NOTHING = "There is nothing to retry there.";

export const action = defineActions({
  "retry-one": forAdmins({ schema: retryOneSchema, unread: NOTHING, run: retry }),
  "retry-kind": forAdmins({ schema: retryKindSchema, unread: NOTHING, run: retry }),
});

async function retry({ fields, viewer, context }: Ask<Viewer, Retry>) {
  const retried = await requestFailedGrades(
    context.db,
    context.jobs,
    { actorId: viewer.id, retry: fields },
    (error) => context.log.warn({ err: error }, "not enqueued; the sweep will"),
  );
  return { retried };
}

export default function QueuePage() {
  const queue = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  useQuietRefresh(true, queue.openCount > 0 ? REFRESH_MS : QUIET_REFRESH_MS);
  return (
    <>
      <AdminNav />
      <PageHeader
        title="Queue"
        lead="Gradings in progress, and those that ended without a grade."
      />
      {result !== undefined && <Retried count={result.retried} />}
      <NoWorker workers={queue.workers} className="mb-8" />
      <QueueCounts queue={queue} />
      <Section title="In progress" className="mt-12">
        {queue.open.length === 0 ? (
          <p className="text-ink-soft">Nothing is queued or being graded.</p>
        ) : (
          <OpenGradings gradings={queue.open} count={queue.openCount} now={queue.now} />
        )}
      </Section>
      <Section title="Needs attention" className="mt-12">
        {queue.attention.length === 0 ? (
          <EmptyState title="No grading needs attention">
            A grading that fails for good appears here with the reason, and you can retry it.
          </EmptyState>
        ) : (
          queue.attention.map((kind) => <FailedGradings key={kind.errorKind} kind={kind} />)
        )}
      </Section>
    </>
  );
}

function Retried({ count }: { count: number }) {
  return (
    <Callout tone={count === 0 ? "info" : "ok"} role="status" className="mb-8">
      {count === 0
        ? "Nothing left to retry: someone already did, or it has been graded."
        : `${count} ${count === 1 ? "grading is" : "gradings are"} back in the queue.`}
    </Callout>
  );
}
