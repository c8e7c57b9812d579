import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SAMPLE_NAMES } from "#domain/problems/samples";
import { findSampleDebrief, getSample } from "#server/problems/get-sample";
import { listTopicLinks } from "#server/study/list-topic-links";
import { SampleReport } from "~/components/report/sample-report";
import "~/components/report/report.css";
import { describePage } from "~/lib/describe-page";
import { viewSample } from "~/lib/report/sample-view";
import { notFound, orThrowResponse } from "~/lib/respond";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data, ...place }) =>
  data
    ? describePage(place, {
        title: `A ${data.name} answer: ${data.problem.title}`,
        description: `A sample report: what a ${data.name} answer to “${data.problem.title}” gets for each criterion, and the sentences that decide it.`,
        preview: "report",
      })
    : [{ title: "Sample report · Scaleboard" }];

export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const name = SAMPLE_NAMES.find((each) => each === params["name"]);
  const sample = name === undefined ? null : await getSample(context.db, name);
  if (sample === null) throw notFound("There is no sample report of this name here.");
  const { problem, lens, scene } = sample;
  const { parts } = await orThrowResponse(() => context.work.scene(scene, request.signal));
  return {
    name: sample.name,
    problem,
    lens,
    scene,
    ...(await viewSample(sample, findSampleDebrief(sample, parts), parts, (topics) =>
      listTopicLinks(context.study, topics, toTopicTitle),
    )),
  };
}

export default function SamplePage() {
  const page = useLoaderData<typeof loader>();
  // Anew for each: the canvas takes its drawing once.
  return <SampleReport key={page.name} page={page} />;
}
