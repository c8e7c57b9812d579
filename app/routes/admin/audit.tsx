import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { auditCursorSchema, auditFilterSchema } from "#domain/audit/audit-filter.schema";
import { listAuditActions } from "#server/audit/list-audit-actions";
import { listAudit } from "#server/audit/list-audit";
import { AdminNav } from "~/components/admin/admin-nav";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { AuditEntry } from "~/components/usage/audit-entry";
import { AuditFilters } from "~/components/usage/audit-filters";
import { requireRole } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "Audit log · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const filter = auditFilterSchema.parse(query);
  const before = auditCursorSchema.parse(query["before"] ?? null);
  const [page, actions] = await Promise.all([
    listAudit(context.db, filter, before),
    listAuditActions(context.db),
  ]);
  return { ...page, actions, filter, isNewest: before === null };
}

export default function AuditPage() {
  const { lines, subjects, older, actions, filter, isNewest } = useLoaderData<typeof loader>();
  const set = Object.entries(filter).filter(([, value]) => value !== "");
  const toPage = (rest: Record<string, string>) =>
    `/admin/audit?${new URLSearchParams([...set, ...Object.entries(rest)])}`;
  return (
    <>
      <AdminNav />
      <PageHeader
        title="Audit log"
        lead="Who did what to what. Entries can be added, never changed or removed."
      />
      <AuditFilters filter={filter} actions={actions} />
      {lines.length === 0 ? (
        <div className="mt-8">
          <EmptyState
            title={set.length > 0 ? "No entry matches these filters" : "No entry here"}
            action={<ButtonLink to="/admin/audit">Show the whole log</ButtonLink>}
          >
            An entry is written whenever someone starts, hands in, grades or changes something.
          </EmptyState>
        </div>
      ) : (
        <ol aria-label="Entries, newest first" className="border-line mt-8 border-b">
          {lines.map((line) => (
            <AuditEntry key={line.id} line={line} subjects={subjects} />
          ))}
        </ol>
      )}
      <nav aria-label="Pages of the log" className="mt-6 flex flex-wrap gap-2">
        {!isNewest && <ButtonLink to={toPage({})}>Newest</ButtonLink>}
        {older !== null && <ButtonLink to={toPage({ before: String(older) })}>Older</ButtonLink>}
      </nav>
    </>
  );
}
