import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useCallback, useRef } from "react";
import { listDebriefStates } from "#server/grades/list-debrief-states";
import { listQueue } from "#server/reviews/list-queue";
import { queueFilterSchema } from "#domain/reviews/review.schema";
import { MixedDebriefs } from "~/components/report/mixed-debriefs";
import { QueueFilters } from "~/components/review/queue-filters";
import { QueueRow } from "~/components/review/queue-row";
import { useListKeys } from "~/components/review/use-list-keys";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { Kbd } from "~/components/ui/kbd";
import { PageHeader } from "~/components/ui/page-header";
import { Pager } from "~/components/ui/pager";
import { requireRole } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "Review · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireRole(context, request, "reviewer");
  const filter = queueFilterSchema.parse(
    Object.fromEntries(new URL(request.url).searchParams.entries()),
  );
  const queue = await listQueue(context.db, viewer.id, filter);
  const listed = queue.items.map(({ attemptId, result }) => ({ id: attemptId, result }));
  const debriefs = await listDebriefStates(context.db, listed);
  return { queue, debriefs, filter, viewerId: viewer.id, now: new Date().toISOString() };
}

export default function QueuePage() {
  const { queue, debriefs, filter, viewerId, now } = useLoaderData<typeof loader>();
  const list = useRef<HTMLUListElement>(null);
  const step = useCallback((by: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by]?.focus();
  }, []);
  useListKeys(step);
  return (
    <>
      <PageHeader
        title="Review"
        lead="Submitted attempts, most urgent first."
        actions={
          <>
            <ButtonLink to="/review/ratings">Blind ratings</ButtonLink>
            <ButtonLink to="/review/agreement">Agreement</ButtonLink>
          </>
        }
      />
      <QueueFilters filter={filter} problems={queue.problems} />
      {queue.items.length === 0 ? (
        <div className="mt-8">
          <NothingHere isFirst={queue.problems.length === 0} />
        </div>
      ) : (
        <>
          <p role="status" className="text-ink-soft mt-8 mb-3 flex flex-wrap gap-x-6">
            <span>
              {queue.count} {queue.count === 1 ? "attempt" : "attempts"}
            </span>
            <span className="hidden lg:inline">
              <Kbd>j</Kbd> <Kbd>k</Kbd> up and down the list, <Kbd>Enter</Kbd> opens
            </span>
          </p>
          <ul ref={list} className="border-line -mx-3 border-b">
            {queue.items.map((item) => (
              <QueueRow key={item.attemptId} item={item} now={now} viewerId={viewerId} />
            ))}
          </ul>
          <MixedDebriefs states={debriefs} />
          <Pager page={filter.page} pageCount={queue.pageCount} />
        </>
      )}
    </>
  );
}

function NothingHere({ isFirst }: { isFirst: boolean }) {
  if (isFirst) {
    return (
      <EmptyState title="No attempts handed in yet">
        Attempts appear here once handed in, with the reasons to look at them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing to review"
      action={<ButtonLink to="/review?show=all">Show all attempts</ButtonLink>}
    >
      No attempt matches these filters. Your own attempts never appear here.
    </EmptyState>
  );
}
