import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MINUTES_PER_DAY } from "#domain/practice/minutes";
import { practiceMinutesSchema } from "#domain/practice/practice.schema";
import { getDue } from "#server/practice/get-due";
import { updateMinutes } from "#server/practice/update-minutes";
import { DueOutlook } from "~/components/due/due-outlook";
import { DueRow } from "~/components/due/due-row";
import { MinutesForm } from "~/components/due/minutes-form";
import { MoreDrills } from "~/components/due/more-drills";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { sayDue } from "~/lib/due-words";
import { requireViewer } from "~/lib/require-viewer";
import { readTimeZone } from "~/lib/time-zone";

export const meta: MetaFunction = () => [{ title: "Due today · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const timeZone = readTimeZone(request.headers.get("Cookie"));
  const { hasModel } = await context.getJudge();
  return {
    due: await getDue(context.db, viewer.id, { now: new Date(), timeZone }),
    timeZone,
    hasModel,
  };
}

export const action = defineActions({
  minutes: forSignedIn({
    schema: practiceMinutesSchema,
    refuse: ({ status }) =>
      data(
        { error: `Between ${MINUTES_PER_DAY.least} and ${MINUTES_PER_DAY.most} minutes.` },
        { status },
      ),
    run: async ({ fields, viewer, context }) => {
      await updateMinutes(context.db, { userId: viewer.id, ...fields });
      return redirect("/due");
    },
  }),
});

export default function DuePage() {
  const { due, timeZone, hasModel } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { title, rest } = sayDue(due, timeZone);
  const isEmpty =
    due.drills.length + due.later + due.waiting + due.ahead + due.closed + due.gone.count === 0;
  return (
    <>
      <PageHeader
        title="Due today"
        lead="What you missed comes back in short drills until you know it."
        above={
          <TextLink to="/progress" look="back">
            Progress
          </TextLink>
        }
      />
      {isEmpty ? (
        <NothingYet hasModel={hasModel} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div>
            {due.drills.length === 0 ? (
              <EmptyState
                title={title}
                action={
                  due.more === null ? (
                    <ButtonLink to="/problems">Take an interview</ButtonLink>
                  ) : (
                    <MoreDrills drill={due.more} />
                  )
                }
              >
                {rest}
              </EmptyState>
            ) : (
              <>
                <h2 className="text-xl font-bold">{title}</h2>
                <p className="text-ink-soft mb-4">{rest}</p>
                <ul className="border-line border-b">
                  {due.drills.map((drill, index) => (
                    <DueRow
                      key={`${drill.from} ${drill.criteria.map(({ id }) => id).join(" ")}`}
                      drill={drill}
                      isFirst={index === 0}
                    />
                  ))}
                </ul>
              </>
            )}
          </div>
          <div className="flex flex-col gap-10">
            <DueOutlook due={due} />
            <MinutesForm minutes={due.minutesPerDay} error={result?.error ?? null} />
          </div>
        </div>
      )}
    </>
  );
}

function NothingYet({ hasModel }: { hasModel: boolean }) {
  return (
    <EmptyState
      title="Nothing to practice yet"
      action={
        <ButtonLink to="/problems" variant="primary">
          Choose a problem
        </ButtonLink>
      }
    >
      <p>Take an interview. What its report says you missed comes back here.</p>
      {!hasModel && (
        <p className="mt-2">
          No model is connected, so reports give estimates, and an estimate is too rough to practice
          from. Mark your own answer after you hand it in: what you mark as missed comes back here.
        </p>
      )}
    </EmptyState>
  );
}
