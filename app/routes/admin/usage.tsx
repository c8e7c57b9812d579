import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { getSpentTodayUsd } from "#server/grades/save-judge-calls";
import { getJudgeControls } from "#server/settings/get-judge-controls";
import { getGradingUsage } from "#server/usage/get-grading-usage";
import { getJudgeUsage, getUsageByPurpose } from "#server/usage/get-judge-usage";
import { USAGE_DAYS, usageRangeSchema } from "#domain/usage/usage-range.schema";
import { AdminNav } from "~/components/admin/admin-nav";
import { DayBars } from "~/components/charts/day-bars";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { Budget } from "~/components/usage/budget";
import { CostTable } from "~/components/usage/cost-table";
import { DayFigures } from "~/components/usage/day-figures";
import { KeyFigures } from "~/components/usage/key-figures";
import { RangeLinks } from "~/components/usage/range-links";
import { toFailureWords } from "~/lib/failure-words";
import { formatCost, formatCount, formatDuration } from "~/lib/report/format";
import { requireRole } from "~/lib/require-viewer";
import {
  sayCost,
  sayCostName,
  sayKnownCost,
  sayPurpose,
  sayTokens,
  toCostBar,
} from "~/lib/usage-words";

export const meta: MetaFunction = () => [{ title: "Cost and use · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const { days } = usageRangeSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const range = { days, now: new Date() };
  const [inUse, judge, kindsToday, gradings, spentTodayUsd, controls] = await Promise.all([
    context.getJudge(),
    getJudgeUsage(context.db, range),
    getUsageByPurpose(context.db, { ...range, days: 1 }),
    getGradingUsage(context.db, range),
    getSpentTodayUsd(context.db),
    getJudgeControls(context.db, context.settings.judgeDefaults),
  ]);
  return {
    days,
    choices: USAGE_DAYS,
    judge,
    kindsToday,
    gradings,
    isOffline: !inUse.hasModel,
    spentTodayUsd,
    maxUsdPerDay: controls.inForce.maxUsdPerDay,
  };
}

export default function UsagePage() {
  const data = useLoaderData<typeof loader>();
  const { days, choices, judge, gradings } = data;
  return (
    <>
      <AdminNav />
      <PageHeader
        title="Cost and use"
        lead="What grading and the interviewer cost, and how long grading takes. Days begin at midnight in UTC."
        actions={<RangeLinks days={days} choices={choices} />}
      />
      <KeyFigures
        figures={[
          { name: sayCostName(judge.total), value: sayKnownCost(judge.total) },
          { name: "tokens in", value: sayTokens(judge.total, "inputTokens") },
          { name: "tokens out", value: sayTokens(judge.total, "outputTokens") },
          { name: "graded", value: formatCount(gradings.graded) },
          { name: "median of a grading", value: sayMs(gradings.medianMs) },
          { name: "95 of 100 within", value: sayMs(gradings.p95Ms) },
        ]}
      />
      {judge.total.calls === 0 ? (
        <Part id="cost" title="Cost">
          <p className="text-ink-soft">
            No model was asked in these days.{" "}
            {data.isOffline && "The offline judge grades here, and costs nothing."}
          </p>
        </Part>
      ) : (
        <CostParts {...data} />
      )}
      <Part id="gradings" title="Gradings by day">
        <DayFigures
          title="Gradings by day"
          plot={
            <DayBars
              days={gradings.byDay.map(({ day, graded }) => ({ day, value: graded }))}
              format={formatCount}
            />
          }
          heads={["Day", "Graded"]}
          rows={gradings.byDay.map(({ day, graded }) => [day, formatCount(graded)]).reverse()}
        />
      </Part>
      <Failures failures={gradings.failures} stillFailed={gradings.stillFailed} />
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function CostParts({ judge, kindsToday, maxUsdPerDay, spentTodayUsd }: Data) {
  const today = judge.byDay.at(-1);
  const hasUnknown = judge.byDay.some((day) => toCostBar(day) === null);
  return (
    <>
      <Part id="cost" title="Cost by day">
        <DayFigures
          title="Cost by day"
          plot={
            <DayBars
              days={judge.byDay.map((day) => ({ day: day.day, value: toCostBar(day) }))}
              format={formatCost}
            />
          }
          heads={["Day", "Calls", "Of them questions", "Tokens in", "Tokens out", "Cost"]}
          rows={judge.byDay
            .map((day) => [
              day.day,
              formatCount(day.calls),
              formatCount(day.questions),
              sayTokens(day, "inputTokens"),
              sayTokens(day, "outputTokens"),
              sayCost(day),
            ])
            .reverse()}
        />
        {hasUnknown && (
          <p className="text-ink-soft mt-2">
            Dashed: a day on which models were asked whose price is not known.
          </p>
        )}
      </Part>
      {today !== undefined && (
        <Part id="budget" title="Today’s budget">
          <Budget
            today={today}
            spentUsd={spentTodayUsd}
            kinds={kindsToday}
            maxUsdPerDay={maxUsdPerDay}
          />
        </Part>
      )}
      <Part id="purposes" title="By purpose">
        <CostTable
          caption="Cost by purpose"
          nameTitle="Purpose"
          rows={judge.byPurpose.map(({ purpose, ...figures }) => ({
            name: sayPurpose(purpose),
            ...figures,
          }))}
        />
        {judge.byPurpose.some(({ purpose }) => purpose === "question") && (
          <p className="text-ink-soft mt-2 max-w-prose">
            Questions are what candidates asked the interviewer, where a model was asked. They are
            among the calls of each day, model and problem.
          </p>
        )}
      </Part>
      <Part id="models" title="By model">
        <CostTable
          caption="Cost by model"
          nameTitle="Model"
          rows={judge.byModel.map(({ model, ...figures }) => ({ name: model, ...figures }))}
        />
      </Part>
      <Part id="problems" title="By problem">
        <CostTable
          caption="Cost by problem"
          nameTitle="Problem"
          rows={judge.byProblem.map(({ slug, ...figures }) => ({ name: slug, ...figures }))}
        />
      </Part>
    </>
  );
}

function Failures({ failures, stillFailed }: Pick<Data["gradings"], "failures" | "stillFailed">) {
  return (
    <Part id="failures" title="Ended without a grade">
      {failures.length === 0 ? (
        <p className="text-ink-soft">None in these days.</p>
      ) : (
        <>
          <ul className="max-w-xl">
            {failures.map(({ errorKind, count }) => (
              <li
                key={errorKind ?? ""}
                className="border-line flex justify-between gap-6 border-t py-2"
              >
                <span>{toFailureWords(errorKind ?? "unknown").title}</span>
                <span className="font-semibold tabular-nums">{formatCount(count)}</span>
              </li>
            ))}
          </ul>
          <p className="text-ink-soft mt-3 max-w-prose">
            Each time counts, also when a retry has led to a grade since.
          </p>
        </>
      )}
      {stillFailed > 0 && (
        <p className="mt-3">
          {stillFailed === 1 ? "One stands" : `${formatCount(stillFailed)} stand`} without a grade
          now: <TextLink to="/admin/queue">try again in the queue</TextLink>
        </p>
      )}
    </Part>
  );
}

function Part(props: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={props.id} className="mt-12">
      <h2 id={props.id} className="mb-4 text-xl font-bold">
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

function sayMs(ms: number | null): string {
  return ms === null ? "–" : formatDuration(ms);
}
