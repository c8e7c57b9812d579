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
        lead="Answers with a person’s verdicts, as the two files of a calibration answer. Put both into the problem’s “answers” folder under the same name."
        actions={<ButtonLink to="/review/agreement">Agreement board</ButtonLink>}
      />
      {labels.length === 0 ? (
        <EmptyState
          title="Nothing is labeled yet"
          action={<ButtonLink to="/review/ratings">Rate an attempt</ButtonLink>}
        >
          Finished blind ratings and signed-off grades appear here.
        </EmptyState>
      ) : (
        <>
          <Callout tone="warn" title="The text is the candidate’s" className="mb-8 max-w-3xl">
            Ask them before you put it into a repository or share it. Their name and e-mail address
            are removed, but read the files anyway: something else may reveal who wrote them.
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
