import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listRatingQueue } from "#server/reviews/list-rating-queue";
import { OwnRatingRow, WaitingRow } from "~/components/agreement/rating-row";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { requireRole } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "Blind ratings · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireRole(context, request, "reviewer");
  return listRatingQueue(context.db, viewer.id);
}

export default function RatingsPage() {
  const { open, finished, waiting, waitingCount } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="Blind ratings"
        lead="Mark an answer without seeing the judge’s marks. The agreement board compares your marks with the judge’s."
        actions={<ButtonLink to="/review/agreement">Agreement board</ButtonLink>}
      />
      <div className="space-y-12">
        {open.length > 0 && (
          <Section title="Started by you">
            <ul className="border-line border-b">
              {open.map((card) => (
                <OwnRatingRow key={card.attemptId} card={card} />
              ))}
            </ul>
          </Section>
        )}
        <Section title="Waiting for a rating">
          {waiting.length === 0 ? (
            <EmptyState title="Nothing to rate">
              Other people’s graded attempts appear here until you rate them. Attempts whose review
              or report you have opened are left out, because you have seen the judge’s marks.
            </EmptyState>
          ) : (
            <>
              <p className="text-ink-soft mb-3 max-w-prose">
                {waitingCount} {waitingCount === 1 ? "attempt" : "attempts"}
                {waitingCount > waiting.length && `, the first ${waiting.length} here`}. Attempts
                that one other person has rated come first: a second rating also shows how far two
                people agree.
              </p>
              <ul className="border-line border-b">
                {waiting.map((card) => (
                  <WaitingRow key={card.attemptId} card={card} />
                ))}
              </ul>
            </>
          )}
        </Section>
        {finished.length > 0 && (
          <Section title="Finished by you">
            <ul className="border-line border-b">
              {finished.map((card) => (
                <OwnRatingRow key={card.attemptId} card={card} />
              ))}
            </ul>
          </Section>
        )}
      </div>
    </>
  );
}
