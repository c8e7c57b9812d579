import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listLabels } from "#server/reviews/list-labels";
import { LabelRow } from "~/components/agreement/label-row";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { requireRole } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "Export labels · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "reviewer");
  return { labels: await listLabels(context.db) };
}

export default function LabelsPage() {
  const { labels } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="Export labels"
        lead="Answers with a person’s verdicts, as the two files of a calibration answer: put them into the problem’s folder “answers”, both under one name."
        actions={<ButtonLink to="/review/agreement">Agreement board</ButtonLink>}
      />
      {labels.length === 0 ? (
        <EmptyState
          title="Nothing is labelled yet"
          action={<ButtonLink to="/review/ratings">Rate an attempt</ButtonLink>}
        >
          Finished blind ratings and signed-off grades stand here.
        </EmptyState>
      ) : (
        <>
          <Callout tone="warn" title="The text is the candidate’s" className="mb-8 max-w-3xl">
            Ask them before you put it into a repository or give it to anybody. Their name and
            e-mail address are taken out; read the files all the same, for what else may tell who
            wrote them.
          </Callout>
          <ul className="border-line border-b">
            {labels.map((card) => (
              <LabelRow key={card.ratingId ?? card.attemptId} card={card} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
