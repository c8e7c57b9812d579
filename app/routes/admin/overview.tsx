import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getAttention } from "#server/accounts/get-attention";
import { getFirstSteps } from "#server/accounts/get-first-steps";
import { getWorkers } from "#server/grades/get-workers";
import { findOpenSpending } from "#server/settings/find-open-spending";
import { getJudgeControls } from "#server/settings/get-judge-controls";
import { AdminNav } from "~/components/admin/admin-nav";
import { Fact, FactList } from "~/components/admin/fact-list";
import { OpenSpendingNote } from "~/components/admin/open-spending-note";
import { AttentionList } from "~/components/people/attention-list";
import { FirstSteps } from "~/components/people/first-steps";
import { listFirstSteps } from "~/components/people/list-first-steps";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { formatCount } from "~/lib/report/format";
import { requireRole } from "~/lib/require-viewer";
import { useQuietRefresh } from "~/lib/use-quiet-refresh";

export const meta: MetaFunction = () => [{ title: "Admin · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const { signUp, judgeDefaults } = context.settings;
  const [attention, done, workers, judge, { inForce }] = await Promise.all([
    getAttention(context.db),
    getFirstSteps(context.db),
    getWorkers(context.db),
    context.getJudge(),
    getJudgeControls(context.db, judgeDefaults),
  ]);
  const { maxUsdPerDay } = inForce;
  return {
    attention,
    workers,
    version: context.settings.version,
    openSpending: findOpenSpending(judge.settings.hasModel ? judge.settings.cost : null, {
      signUp,
      maxUsdPerDay,
    }),
    steps: listFirstSteps({ ...done, hasModel: judge.hasModel }),
  };
}

/** A worker that died shows within a minute, on a page that was left open too. */
const REFRESH_MS = 20_000;

const PAGES = [
  { to: "/admin/problems", title: "Problems and rubrics", text: "Write, test and publish." },
  { to: "/admin/people", title: "People", text: "Roles, access, extra time and what they did." },
  {
    to: "/admin/people/cohorts",
    title: "Cohorts",
    text: "Groups, and how their members are doing.",
  },
  { to: "/admin/people/invitations", title: "Invitations", text: "Links that create one account." },
  { to: "/admin/usage", title: "Cost and usage", text: "Tokens and dollars by day and model." },
  { to: "/admin/queue", title: "Queue", text: "What is being graded, and what stopped." },
  { to: "/admin/audit", title: "Audit log", text: "Who changed what." },
  { to: "/settings", title: "Settings", text: "The judge and its limits." },
];

export default function OverviewPage() {
  const { attention, workers, version, openSpending, steps } = useLoaderData<typeof loader>();
  useQuietRefresh(true, REFRESH_MS);
  const isSetUp = steps.every(({ isDone }) => isDone);
  return (
    <>
      <AdminNav />
      <PageHeader title="Admin" />
      {openSpending !== null && <OpenSpendingNote open={openSpending} linkTo="/settings" />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-2">
        <Section title="Needs attention">
          <AttentionList attention={attention} workers={workers} />
        </Section>
        {!isSetUp && (
          <Section title="Set up this server">
            <FirstSteps steps={steps} />
          </Section>
        )}
        <Section title="Pages" className={isSetUp ? "" : "lg:col-span-2"}>
          <ul className="grid gap-x-16 sm:grid-cols-2">
            {PAGES.map(({ to, title, text }) => (
              <li key={to} className="border-line border-t py-3">
                <TextLink to={to} look="row">
                  {title}
                </TextLink>
                <p className="text-ink-soft text-small">{text}</p>
              </li>
            ))}
          </ul>
        </Section>
        <Section title="This server">
          <FactList>
            <Fact name="Version">{version.version}</Fact>
            <Fact name="Commit">{version.commit}</Fact>
            <Fact name="Workers">{formatCount(workers.alive)}</Fact>
          </FactList>
        </Section>
      </div>
    </>
  );
}
