import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getSpentTodayUsd } from "#server/grades/save-judge-calls";
import { getJudgeControls } from "#server/settings/get-judge-controls";
import { getGradingUsage } from "#server/usage/get-grading-usage";
import { getJudgeUsage, getUsageByPurpose } from "#server/usage/get-judge-usage";
import { getSpeechUsage } from "#server/usage/get-speech-usage";
import { USAGE_DAYS, usageRangeSchema } from "#domain/usage/usage-range.schema";
import { AdminNav } from "~/components/admin/admin-nav";
import { DayBars } from "~/components/charts/day-bars";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
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
  saySpeech,
  sayTokens,
  toCostBar,
} from "~/lib/usage-words";

export const meta: MetaFunction = () => [{ title: "Cost and usage · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const { days } = usageRangeSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const range = { days, now: new Date() };
  const [inUse, judge, kindsToday, gradings, speech, spentTodayUsd, controls] = await Promise.all([
    context.getJudge(),
    getJudgeUsage(context.db, range),
    getUsageByPurpose(context.db, { ...range, days: 1 }),
    getGradingUsage(context.db, range),
    getSpeechUsage(context.db, range),
    getSpentTodayUsd(context.db),
    getJudgeControls(context.db, context.settings.judgeDefaults),
  ]);
  return {
    days,
    choices: USAGE_DAYS,
    judge,
    kindsToday,
    gradings,
    speech,
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
        title="Cost and usage"
        lead="What grading and the interviewer cost, and how long grading takes. Days start at midnight UTC."
        actions={<RangeLinks days={days} choices={choices} />}
      />
      <KeyFigures
        figures={[
          { name: sayCostName(judge.total), value: sayKnownCost(judge.total) },
          { name: "tokens in", value: sayTokens(judge.total, "inputTokens") },
          { name: "tokens out", value: sayTokens(judge.total, "outputTokens") },
          { name: "graded", value: formatCount(gradings.graded) },
          { name: "median grading time", value: sayMs(gradings.medianMs) },
          { name: "95% within", value: sayMs(gradings.p95Ms) },
        ]}
      />
      {judge.total.calls === 0 ? (
        <Section title="Cost" className="mt-12">
          <p className="text-ink-soft">
            No model was called in this period.{" "}
            {data.isOffline && "The offline judge grades here for free."}
          </p>
        </Section>
      ) : (
        <CostParts {...data} />
      )}
      <Section title="Gradings by day" className="mt-12">
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
      </Section>
      <Failures failures={gradings.failures} stillFailed={gradings.stillFailed} />
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function CostParts({ judge, speech, kindsToday, maxUsdPerDay, spentTodayUsd }: Data) {
  const today = judge.byDay.at(-1);
  const hasUnknown = judge.byDay.some((day) => toCostBar(day) === null);
  return (
    <>
      <Section title="Cost by day" className="mt-12">
        <DayFigures
          title="Cost by day"
          plot={
            <DayBars
              days={judge.byDay.map((day) => ({ day: day.day, value: toCostBar(day) }))}
              format={formatCost}
            />
          }
          heads={["Day", "Calls", "Questions", "Tokens in", "Tokens out", "Cost"]}
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
      </Section>
      {today !== undefined && (
        <Section title="Today’s budget" className="mt-12">
          <Budget
            today={today}
            spentUsd={spentTodayUsd}
            kinds={kindsToday}
            maxUsdPerDay={maxUsdPerDay}
          />
        </Section>
      )}
      <Section title="By purpose" className="mt-12">
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
            Questions are what candidates asked the interviewer when a model answered. The calls by
            day, model and problem include them.
          </p>
        )}
        {saySpeech(speech) !== null && (
          <p className="text-ink-soft mt-2 max-w-prose">{saySpeech(speech)}</p>
        )}
      </Section>
      <Section title="By model" className="mt-12">
        <CostTable
          caption="Cost by model"
          nameTitle="Model"
          rows={judge.byModel.map(({ model, ...figures }) => ({ name: model, ...figures }))}
        />
      </Section>
      <Section title="By problem" className="mt-12">
        <CostTable
          caption="Cost by problem"
          nameTitle="Problem"
          rows={judge.byProblem.map(({ slug, ...figures }) => ({ name: slug, ...figures }))}
        />
      </Section>
    </>
  );
}

function Failures({ failures, stillFailed }: Pick<Data["gradings"], "failures" | "stillFailed">) {
  return (
    <Section title="Ended without a grade" className="mt-12">
      {failures.length === 0 ? (
        <p className="text-ink-soft">None in this period.</p>
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
            Each failure counts, even if a retry has succeeded since.
          </p>
        </>
      )}
      {stillFailed > 0 && (
        <p className="mt-3">
          {stillFailed === 1 ? "One still has" : `${formatCount(stillFailed)} still have`} no grade:{" "}
          <TextLink to="/admin/queue">retry in the queue</TextLink>
        </p>
      )}
    </Section>
  );
}

function sayMs(ms: number | null): string {
  return ms === null ? "–" : formatDuration(ms);
}
