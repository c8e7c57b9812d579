import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { toDay } from "#domain/practice/day";
import { pickTrackSchema, tickSchema } from "#domain/practice/practice.schema";
import { deleteOwnTrack } from "#server/practice/delete-own-track";
import { getOwnTrack } from "#server/practice/get-own-track";
import type { OwnTrack, OwnWeek } from "#server/practice/get-own-track";
import { saveTick } from "#server/practice/save-tick";
import { startTrack } from "#server/practice/start-track";
import { listTracks } from "#server/study/list-tracks";
import { PickTrack } from "~/components/track/pick-track";
import { WeekTasks } from "~/components/track/week-tasks";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { PageHeader } from "~/components/ui/page-header";
import { ProgressBar } from "~/components/ui/progress-bar";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { requireViewer } from "~/lib/require-viewer";
import { readTimeZone } from "~/lib/time-zone";
import { sayDay, sayTrackWeek } from "~/lib/track-words";

export const meta: MetaFunction = () => [{ title: "My track · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const at = { now: new Date(), timeZone: readTimeZone(request.headers.get("Cookie")) };
  const tracks = listTracks(context.study).map(({ slug, title, summary }) => ({
    slug,
    title,
    summary,
  }));
  const asked = new URL(request.url).searchParams.get("track");
  const own = await getOwnTrack(context.db, context.study, viewer.id, at);
  const wanted = tracks.find(({ slug }) => slug === asked)?.slug ?? null;
  return {
    own,
    tracks,
    wanted,
    chosen: {
      track: wanted ?? own?.slug ?? tracks[0]?.slug ?? "",
      when: own?.interviewOn ? ("interview" as const) : ("start" as const),
      day: own?.interviewOn ?? own?.startsOn ?? toDay(at.now, at.timeZone),
    },
  };
}

export const action = defineActions({
  pick: forSignedIn({
    schema: pickTrackSchema,
    refuse: ({ status, message }) =>
      data({ error: message ?? "Choose a track and a day." }, { status }),
    run: async ({ fields, viewer, context }) => {
      const today = toDay(new Date(), "UTC");
      await startTrack(context.db, context.study, { ...fields, userId: viewer.id }, { today });
      return redirect("/track");
    },
  }),
  tick: forSignedIn({
    schema: tickSchema,
    run: async ({ fields, viewer, context }) => {
      await saveTick(context.db, context.study, { userId: viewer.id, ...fields });
      // No redirect: Remix drops one that comes while another tick's is under way, and with it the news.
      return null;
    },
  }),
  drop: forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, context }) => {
      await deleteOwnTrack(context.db, viewer.id);
      return redirect("/track");
    },
  }),
});

export default function TrackPage() {
  const { own, tracks, chosen, wanted } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const error = result?.error ?? null;
  if (own === null) {
    return (
      <>
        <PageHeader
          title="Pick a track"
          lead="A few weeks of reading, exercises and whole designs. You tick off most of it by doing it."
        />
        <PickTrack tracks={tracks} chosen={chosen} submitLabel="Follow this track" error={error} />
      </>
    );
  }
  const now = own.weeks.find(({ number }) => number === own.week);
  const rest = own.weeks.filter((week) => week !== now);
  return (
    <>
      <PageHeader
        title={own.title}
        lead={
          <>
            {sayTrackWeek(own)}
            {own.interviewOn !== null && `, interview on ${sayDay(own.interviewOn)}`}
          </>
        }
        above={
          <TextLink to={`/learn/tracks/${own.slug}`} look="back">
            About this track
          </TextLink>
        }
      />
      {now === undefined ? <NoWeek own={own} /> : <ThisWeek week={now} />}
      <Section title={now === undefined ? "Weeks" : "The other weeks"} size="xl" isRuled>
        <ul>
          {rest.map((week) => (
            <li key={week.number} className="border-line border-b first:border-t">
              <details className="py-3">
                <summary className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                  <span className="font-semibold">
                    Week {week.number}: {week.title}
                  </span>
                  <span className="text-ink-soft text-small tabular-nums">
                    from {sayDay(week.startsOn)}, {week.done} of {week.of} done
                  </span>
                  {week.done === week.of && <Badge tone="ok">Finished</Badge>}
                </summary>
                <div className="pt-4 pb-3">
                  <WeekTasks week={week} />
                </div>
              </details>
            </li>
          ))}
        </ul>
      </Section>
      <details open={error !== null || wanted !== null} className="mt-10 print:hidden">
        <summary className="text-accent w-fit font-semibold">Change or drop the track</summary>
        <div className="mt-6 flex flex-col gap-8">
          <PickTrack tracks={tracks} chosen={chosen} submitLabel="Save changes" error={error} />
          <Form method="post">
            <input type="hidden" name="intent" value="drop" />
            <Button type="submit" variant="danger">
              Drop the track
            </Button>
            <p className="text-ink-soft text-small mt-2">
              Your check marks are kept in case you pick it again.
            </p>
          </Form>
        </div>
      </details>
    </>
  );
}

function ThisWeek({ week }: { week: OwnWeek }) {
  return (
    <Section title={`Week ${week.number}: ${week.title}`} size="xl" isRuled className="pb-10">
      <div className="mb-8 max-w-md">
        <ProgressBar label="Done this week" done={week.done} of={week.of} />
      </div>
      {week.done === week.of && (
        <Callout tone="ok" className="mb-6">
          This week is finished.
        </Callout>
      )}
      <WeekTasks week={week} />
    </Section>
  );
}

function NoWeek({ own }: { own: OwnTrack }) {
  return (
    <p className="mb-8 max-w-prose text-lg">
      {own.week === 0
        ? `Your first week begins on ${sayDay(own.startsOn)}. You can start now.`
        : "Your weeks are over. Change the days to go through it again, or pick the other track."}
    </p>
  );
}
