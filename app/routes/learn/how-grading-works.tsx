import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getAgreementByJudge } from "#server/reviews/get-agreement";
import { listJudgeChecks } from "#server/settings/list-judge-checks";
import { AboutConnecting } from "~/components/learn/about-connecting";
import { AboutCriteria } from "~/components/learn/about-criteria";
import { AboutEvidence } from "~/components/learn/about-evidence";
import { AboutJudges } from "~/components/learn/about-judges";
import { AboutScore } from "~/components/learn/about-score";
import { CheckedJudges } from "~/components/learn/checked-judges";
import { PageHeader } from "~/components/ui/page-header";
import { textLinkStyle } from "~/components/ui/text-link";
import { describePage } from "~/lib/describe-page";
import { viewJudges } from "~/lib/view-judges";

const LEAD = "What your answer is checked for, who checks it, and how you can verify every mark.";

export const meta: MetaFunction = (place) =>
  describePage(place, { title: "How grading works", description: LEAD, preview: "report" });

export async function loader({ context }: LoaderFunctionArgs) {
  const { hasModel } = await context.getJudge();
  // Which models judge here is no business of a passer-by, and counting agreement takes a while.
  if (context.viewer === null) return { hasModel, judges: null };
  const [checked, people] = await Promise.all([
    listJudgeChecks(context.db),
    getAgreementByJudge(context.db),
  ]);
  return { hasModel, judges: viewJudges(checked, people) };
}

const PARTS = [
  { id: "criteria", title: "Small questions, not impressions" },
  { id: "evidence", title: "No mark without evidence" },
  { id: "score", title: "The score is arithmetic" },
  { id: "judges", title: "Who judges" },
  { id: "checked", title: "How well they judge" },
  { id: "connect-a-model", title: "Connect a model" },
  { id: "limits", title: "What it can’t do" },
];

export default function HowGradingWorksPage() {
  const { hasModel, judges } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="How grading works" lead={LEAD} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_15rem]">
        <article className="reading">
          <AboutCriteria />
          <AboutEvidence />
          <AboutScore />
          <AboutJudges hasModel={hasModel} />
          <CheckedJudges judges={judges} />
          <AboutConnecting />
        </article>
        <nav
          aria-label="On this page"
          className="border-line order-first self-start border-l pl-5 lg:sticky lg:top-8 lg:order-last print:hidden"
        >
          <ol className="flex flex-col gap-2">
            {PARTS.map((part) => (
              <li key={part.id}>
                <a href={`#${part.id}`} className={textLinkStyle("contents")}>
                  {part.title}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </div>
    </>
  );
}
