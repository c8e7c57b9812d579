import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { noticeListSchema } from "#domain/notices/notices.schema";
import { toDay } from "#domain/practice/day";
import { listNotices } from "#server/notices/list-notices";
import { updateAllRead } from "#server/notices/update-read";
import { NoticeRow } from "~/components/notices/notice-row";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { Pager } from "~/components/ui/pager";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { requireViewer } from "~/lib/require-viewer";
import { readTimeZone } from "~/lib/time-zone";

export const meta: MetaFunction = () => [{ title: "Notices · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const { page } = noticeListSchema.parse(
    Object.fromEntries(new URL(request.url).searchParams.entries()),
  );
  const today = toDay(new Date(), readTimeZone(request.headers.get("Cookie")));
  return { ...(await listNotices(context.db, viewer.id, { page })), page, today };
}

export const action = defineAction(
  forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, context }) => {
      await updateAllRead(context.db, viewer.id);
      return redirect("/notices");
    },
  }),
);

export default function NoticesPage() {
  const { notices, page, pageCount, unread, today } = useLoaderData<typeof loader>();
  const isPending = useNavigation().formAction === "/notices";
  return (
    <>
      <PageHeader
        title="Notices"
        lead="What happened while you were away. Kept for 90 days."
        actions={
          unread > 0 && (
            <Form method="post">
              <Button type="submit" isPending={isPending}>
                Mark all as read
              </Button>
            </Form>
          )
        }
      />
      {notices.length === 0 ? (
        <EmptyState
          title="No notices yet"
          action={<ButtonLink to="/problems">Choose a problem</ButtonLink>}
        >
          Notices appear here when a report is ready, when a reviewer signs it off or answers a
          challenge, and when drills are due.
        </EmptyState>
      ) : (
        <>
          <ul className="border-line border-b">
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} today={today} />
            ))}
          </ul>
          <Pager page={page} pageCount={pageCount} />
        </>
      )}
    </>
  );
}
