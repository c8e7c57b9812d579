import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { getDue } from "#server/practice/get-due";
import { getProgress } from "#server/practice/get-progress";
import type { MarkFigures } from "#server/practice/get-progress";
import { listTopicLinks } from "#server/study/list-topic-links";
import type { TopicLink } from "#server/study/list-topic-links";
import { EstimateHistory } from "~/components/progress/estimate-history";
import { MissedList } from "~/components/progress/missed-list";
import { ScoreHistory } from "~/components/progress/score-history";
import { SelfKnowledgePart } from "~/components/progress/self-knowledge-part";
import { TopicTable } from "~/components/progress/topic-table";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { sayDue } from "~/lib/due-words";
import { requireViewer } from "~/lib/require-viewer";
import { readTimeZone } from "~/lib/time-zone";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction = () => [{ title: "Progress · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const timeZone = readTimeZone(request.headers.get("Cookie"));
  const [progress, due] = await Promise.all([
    getProgress(context.db, viewer.id, { timeZone }),
    getDue(context.db, viewer.id, { now: new Date(), timeZone }),
  ]);
  const slugs = [progress.graded, progress.own].flatMap(({ topics }) =>
    topics.topics.map(({ slug }) => slug),
  );
  return {
    ...progress,
    due: sayDue(due, timeZone),
    topics: listTopicLinks(context.study, [...new Set(slugs)], toTopicTitle),
    timeZone,
  };
}

export default function ProgressPage() {
  const { scores, graded, own, selfKnowledge, topics, timeZone, due } =
    useLoaderData<typeof loader>();
  const hasGrades = scores.grades.length > 0;
  const hasOwn = scores.own.length > 0;
  const hasEstimates = scores.estimates.length > 0;
  const isEmpty = !hasGrades && !hasOwn && !hasEstimates;
  return (
    <>
      <PageHeader
        title="Progress"
        lead={
          isEmpty
            ? "Where you’ve improved, and what still costs you points."
            : `${due.title}. ${due.rest}`
        }
        actions={
          <>
            <ButtonLink to="/due">Due today</ButtonLink>
            <ButtonLink to="/track">My track</ButtonLink>
          </>
        }
      />
      {isEmpty && <NothingYet />}
      {hasGrades && (
        <Part
          title="By your grades"
          intro="Includes reviewers’ verdicts. Totals out of 100, sections in percent."
        >
          <ScoreHistory scores={scores.grades} timeZone={timeZone} totalTitle="Total" />
          <MarkParts figures={graded} topics={topics} />
        </Part>
      )}
      {selfKnowledge !== null && (
        <Part title="How well you know your own work">
          <SelfKnowledgePart known={selfKnowledge} timeZone={timeZone} />
        </Part>
      )}
      {hasOwn && (
        <Part
          title="By your own marks"
          intro="What you gave yourself. These aren’t grades and never count as grades."
        >
          <ScoreHistory scores={scores.own} timeZone={timeZone} totalTitle="Own total" />
          {/* Where there are grades they say it, and better. */}
          {!hasGrades && <MarkParts figures={own} topics={topics} />}
        </Part>
      )}
      {hasEstimates && (
        <Part
          title="Estimates"
          intro="Made without a model, from the words of your answers. Each gives the range a grade may fall in. They don’t show small changes and never count as grades."
        >
          <EstimateHistory estimates={scores.estimates} timeZone={timeZone} />
        </Part>
      )}
    </>
  );
}

function NothingYet() {
  return (
    <EmptyState
      title="Nothing to plot yet"
      action={
        <ButtonLink to="/problems" variant="primary">
          Choose a problem
        </ButtonLink>
      }
    >
      After your first interview, its score and sections appear here, and what you missed.
    </EmptyState>
  );
}

function Part(props: { title: string; intro?: string; children: ReactNode }) {
  return (
    <Section title={props.title} intro={props.intro} size="2xl" isRuled className="pb-12">
      {props.children}
    </Section>
  );
}

function MarkParts(props: { figures: MarkFigures; topics: readonly TopicLink[] }) {
  const { missed, topics } = props.figures;
  return (
    <>
      {missed.length > 0 && (
        <Section title="Missed most" level={3} size="lg" className="mt-12">
          <MissedList missed={missed} />
        </Section>
      )}
      {topics.topics.length > 0 && (
        <Section
          title="Topics over time"
          level={3}
          size="lg"
          className="mt-12"
          intro="Percent of criteria you met, weakest topic first."
        >
          <TopicTable history={topics} topics={props.topics} />
        </Section>
      )}
    </>
  );
}
