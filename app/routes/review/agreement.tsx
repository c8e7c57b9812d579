import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MIN_ATTEMPTS, agreementFilterSchema } from "#domain/reviews/agreement.schema";
import { getAgreement } from "#server/reviews/get-agreement";
import { AgreementFilters } from "~/components/agreement/agreement-filters";
import { BandTable } from "~/components/agreement/band-table";
import { CriteriaList } from "~/components/agreement/criteria-list";
import { DriftPlots } from "~/components/agreement/drift-plot";
import { Section } from "~/components/ui/section";
import { sayAttempts } from "~/lib/figure-words";
import { HeadlineFigures } from "~/components/agreement/headline-figures";
import { TotalsScatter } from "~/components/agreement/totals-scatter";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { requireRole } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "Agreement · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "reviewer");
  const asked = Object.fromEntries(new URL(request.url).searchParams.entries());
  const filter = agreementFilterSchema.parse(asked);
  const agreement = await getAgreement(context.db, filter);
  return { ...agreement, filter, minAttempts: MIN_ATTEMPTS };
}

export default function AgreementPage() {
  const { board, choices, fitting, filter, minAttempts } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="Agreement"
        lead="How often the judge and people give the same verdicts, and how often two people do."
        actions={
          <>
            <ButtonLink to="/review/ratings">Blind ratings</ButtonLink>
            <ButtonLink to="/review/agreement/labels">Export labels</ButtonLink>
          </>
        }
      />
      <AgreementFilters filter={filter} choices={choices} />
      {board.attempts === 0 ? (
        <div className="mt-8">
          <Nothing
            minAttempts={minAttempts}
            isAnythingRated={choices.problems.length > 0}
            isBlind={filter.source === "blind"}
          />
        </div>
      ) : (
        <>
          <Basis board={board} fitting={fitting} minAttempts={minAttempts} />
          <HeadlineFigures board={board} />
          <Details board={board} hasProblem={filter.problem !== ""} />
        </>
      )}
    </>
  );
}

type Board = Awaited<ReturnType<typeof loader>>["board"];

/** What the figures stand on, and what they leave out. */
function Basis(props: { board: Board; fitting: number; minAttempts: number }) {
  const { board, fitting, minAttempts } = props;
  const { ratings, signOffs, leftOpen } = board;
  return (
    <div className="text-ink-soft mt-8 mb-6 max-w-prose space-y-2">
      <p role="status">
        {sayAttempts(board.attempts)}: {ratings} blind {ratings === 1 ? "rating" : "ratings"}
        {signOffs > 0 && `, ${signOffs} ${signOffs === 1 ? "sign-off" : "sign-offs"}`}.
        {fitting > board.attempts && ` The newest of ${fitting} matches.`}
        {leftOpen > 0 &&
          ` ${leftOpen} ${leftOpen === 1 ? "verdict" : "verdicts"} that the judge left open ${leftOpen === 1 ? "is" : "are"} excluded from kappa.`}
      </p>
      {signOffs > 0 && (
        <p>
          People who sign off a grade have seen the judge’s marks, and a criterion without an
          override counts as agreement. That makes agreement look better than blind ratings would.
          Overrides without a sign-off are left out: for those attempts only the disagreements are
          known.
        </p>
      )}
      <p>Ranges: 95% bootstrap intervals over attempts. Hidden below {minAttempts} attempts.</p>
    </div>
  );
}

function Nothing(props: { isAnythingRated: boolean; isBlind: boolean; minAttempts: number }) {
  if (props.isAnythingRated) {
    return (
      <EmptyState title="No rated attempt matches these filters">
        Remove one of the filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No numbers yet"
      action={
        <ButtonLink to="/review/ratings" variant="primary">
          Rate an attempt
        </ButtonLink>
      }
    >
      <p>
        They come from blind ratings: someone marks a graded attempt without seeing the judge’s
        marks. Numbers appear from {props.minAttempts} rated attempts; when two people rate the same
        attempts, you also see how far people agree.
      </p>
      {props.isBlind && (
        <p className="mt-2">Signed-off grades count when “Sign-offs too” is chosen above.</p>
      )}
    </EmptyState>
  );
}

function Details({ board, hasProblem }: { board: Board; hasProblem: boolean }) {
  const { criteria, criteriaCount, drift } = board;
  return (
    <div className="mt-14 space-y-14">
      <Section
        title="Criteria, least agreement first"
        intro={
          <>
            Kappa between judge and people.
            {criteriaCount > criteria.length &&
              ` The first ${criteria.length} of ${criteriaCount}; choose a problem to see all of its criteria.`}
          </>
        }
      >
        <CriteriaList criteria={criteria} hasProblem={hasProblem} />
      </Section>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-14 lg:grid-cols-2">
        <Section title="Totals">
          {board.totals.length === 0 ? (
            <p className="text-ink-soft">
              No one has marked every criterion of an attempt, so there is no total to compare.
            </p>
          ) : (
            <TotalsScatter totals={board.totals} />
          )}
        </Section>
        <Section title="By answer quality" intro="The bar that the person’s total reaches.">
          <BandTable bands={board.bands} />
        </Section>
      </div>
      <Section title="Over time" intro="Kappa by month of grading.">
        <h3 className="text-ink-soft mb-3 font-semibold">By judge</h3>
        <DriftPlots lines={drift.byModel} />
        <h3 className="text-ink-soft mt-8 mb-3 font-semibold">By rubric version</h3>
        {hasProblem ? (
          <DriftPlots lines={drift.byRubric} />
        ) : (
          <p className="text-ink-soft">Choose a problem to compare the versions of its rubric.</p>
        )}
      </Section>
    </div>
  );
}
